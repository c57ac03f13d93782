"""Where tracking clients of other systems send what people do: Segment's HTTP Tracking API, and PostHog's."""

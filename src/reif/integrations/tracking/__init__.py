"""What tracking clients send: Segment's HTTP Tracking API, as it and those that follow it speak it, and PostHog's."""

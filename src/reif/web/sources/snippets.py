"""How to send with a key, to be copied."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reif.records.models import Source

_PLACE = "WRITE_KEY"


@dataclass(frozen=True, slots=True)
class Snippet:
    """`name`: of the client. `code`: of few lines. `hint`: what to do with it."""

    name: str
    hint: str
    code: str


def of(source: Source, key: str, host: str) -> list[Snippet]:
    """Of a website those of browsers, else those of servers. Without a key (a secret one is not kept) its place."""
    return _of_site(key or _PLACE, host) if source.is_public else _of_server(key or _PLACE, host)


def _of_site(key: str, host: str) -> list[Snippet]:
    own = f"""<script type="module" src="{host}/reif.js?key={key}"></script>

<!-- what your banner then says: -->
<!-- reif.consent(true): an id from now on. reif.consent(false): it is deleted. -->"""
    name, protocol = host.partition("://")[2], host.partition("://")[0]
    segment = f"""import {{ AnalyticsBrowser }} from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  {{ writeKey: "{key}", cdnURL: "{host}" }},
  {{ integrations: {{ "Segment.io": {{ apiHost: "{name}/v1", protocol: "{protocol}" }} }} }},
);
analytics.page();"""
    rudderstack = f"""import {{ RudderAnalytics }} from "@rudderstack/analytics-js";

const analytics = new RudderAnalytics();
analytics.load("{key}", "{host}", {{ configUrl: "{host}" }});
analytics.page();"""
    return [
        Snippet("reif", _("one line for your pages; without consent no cookie and no id"), own),
        Snippet("Segment", _("npm package @segment/analytics-next"), segment),
        Snippet("RudderStack", _("npm package @rudderstack/analytics-js"), rudderstack),
        Snippet("PostHog", _("npm package posthog-js"), f'posthog.init("{key}", {{ api_host: "{host}" }});'),
    ]


def _of_server(key: str, host: str) -> list[Snippet]:
    curl = f"""curl {host}/v1/track --user {key}: --json '{{
  "userId": "u-1", "event": "Demo Requested",
  "context": {{"traits": {{"email": "ada@example.com"}}}}
}}'"""
    python = f"""import segment.analytics as analytics

analytics.write_key, analytics.host = "{key}", "{host}"
analytics.identify("u-1", {{"email": "ada@example.com", "firstName": "Ada"}})
analytics.track("u-1", "Demo Requested")
analytics.flush()"""
    node = f"""import {{ Analytics }} from "@segment/analytics-node";

const analytics = new Analytics({{ writeKey: "{key}", host: "{host}" }});
analytics.track({{ userId: "u-1", event: "Demo Requested" }});
await analytics.closeAndFlush();"""
    google = f"""{host}/in/google-ads
{key}"""
    webhook = f"""curl {host}/in/leads --header "Authorization: Bearer {key}" --json '{{
  "firstName": "Ada", "email": "ada@example.com", "company": "Krane KG", "id": "42"
}}'

# for systems that can send no header: {host}/in/leads/{key}"""
    return [
        Snippet("curl", _("to try it out"), curl),
        Snippet("Python", _("package segment-analytics-python"), python),
        Snippet("Google Ads", _("webhook of a lead form: this address, and the write key as its key"), google),
        Snippet(
            "LinkedIn",
            _("webhook of lead forms: this address, and below the client secret"),
            f"{host}/in/linkedin/{key}",
        ),
        Snippet(
            "Meta",
            _("webhook of lead ads: this address, and the write key as verify token"),
            f"{host}/in/meta/{key}\n{key}",
        ),
        Snippet("Webhook", _("of Waalaxy, Zapier and others: leads as JSON, one or a list"), webhook),
        Snippet("Node", _("npm package @segment/analytics-node"), node),
    ]

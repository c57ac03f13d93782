"""Hundreds of choices, written quickly, are what Django would write slowly."""

from django import forms
from django.test.html import parse_html

from reif.web.settings.zones import QuickSelect, offer, zones


class Form(forms.Form):
    time_zone = forms.ChoiceField(label="x")


def test_the_element_is_the_usual_one() -> None:
    choices = [("UTC", "UTC"), ("a<b", "A & <B>")]
    quick, usual = (kind(attrs={"class": "x"}, choices=choices) for kind in (QuickSelect, forms.Select))
    for value in ("UTC", "a<b", None, "other"):
        written = [parse_html(each.render("zone", value, {"id": "z"})) for each in (quick, usual)]
        assert written[0] == written[1]


def test_all_zones_and_the_one_that_is_kept() -> None:
    form = Form(initial={"time_zone": "Mars/Base"})
    offer(form.fields["time_zone"], "Mars/Base")
    written = str(form["time_zone"])
    assert written.count("<option") == len(zones()) + 1
    assert '<option value="Mars/Base" selected>' in written

"""The few functions that each batch backend names or means differently; everything else is the same expression."""

from typing import Protocol

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from reif.rules.values import BLANKS

CANONICAL_JSON = "reif_canonical_json"
"""Name under which a backend knows `reif.rules.json_values.canonical_object`."""

# What DuckDB reads more leniently than JSON allows, or writes another way than it was written; such a text takes the
# strict reading. Outside strings each stands after one of these signs; inside them it costs time, nothing else.
_NEEDS_STRICT_READING = "|".join(
    (
        r"[:,\[]\s*-?([0-9.]+[eE]|0\.0000|[0-9.]{16})",  # exponents, and numbers that DuckDB writes with one or cuts
        r"\.[0-9]+0\s*[,}\]]",  # 1.50
        r"[:,\[]\s*-0",
        r"[:,\[]\s*-?[nNiI][aAnN][nNfF]",  # NaN, Infinity
        r",\s*[}\]]",
        r"\\u[dD]",  # half of a surrogate pair
    )
)

TRIMMED = "reif_trimmed"
"""Name under which DuckDB knows this macro. Trimming is dear, so only what may begin or end with a blank is trimmed:
all blanks but the no-break space sort before "!"."""

TRIMMED_MACRO = f"""CREATE MACRO {TRIMMED}(text) AS CASE
    WHEN text < '!' OR {" OR ".join(f"starts_with(text, chr({ord(blank)}))" for blank in BLANKS if blank > "!")}
        OR {" OR ".join(f"suffix(text, chr({ord(blank)}))" for blank in BLANKS)}
    THEN nullif(trim(text, concat({", ".join(f"chr({ord(blank)})" for blank in BLANKS)})), '')
    ELSE text END"""

# The range in which the text of a number is defined, with all of a double's 17 digits.
_WIDE = dt.Decimal(38, 21)


class Dialect(Protocol):
    """What the batch engine needs of a backend beyond Ibis."""

    def trimmed(self, text: ir.StringValue) -> ir.StringValue:
        """The text without the blanks around it; null if nothing is left."""

    def lower(self, text: ir.StringValue) -> ir.StringValue:
        """Each code point in lower case by its simple mapping."""

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        """The shortest decimal form, without an exponent for 1e-4 <= |x| < 1e15; a whole number may end in `.0`."""

    def micros(self, instant: ir.TimestampValue) -> ir.IntegerValue:
        """Microseconds since 1970 in UTC."""

    def json_object(self, text: ir.StringValue) -> ir.StringValue:
        """The text as one whose members `json_text` can take; null if it is not a JSON object."""

    def json_text(self, document: ir.StringValue, key: str) -> ir.StringValue:
        """The text of a scalar member of what `json_object` gave; null if there is none."""


class DuckDBDialect:
    """DuckDB's own lower case is the simple mapping; its JSON is read natively where that changes nothing."""

    def trimmed(self, text: ir.StringValue) -> ir.StringValue:
        return _trimmed_macro(text)

    def lower(self, text: ir.StringValue) -> ir.StringValue:
        return text.lower()

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        return number.cast("string")

    def micros(self, instant: ir.TimestampValue) -> ir.IntegerValue:
        return _epoch_us(instant)

    def json_object(self, text: ir.StringValue) -> ir.StringValue:
        is_object = _json_valid(text) & (ibis.ifelse(_json_valid(text), _json_type(text, ""), None) == "OBJECT")
        return ibis.ifelse(
            text.re_search(_NEEDS_STRICT_READING), _canonical_json(text), ibis.ifelse(is_object, text, None)
        )

    def json_text(self, document: ir.StringValue, key: str) -> ir.StringValue:
        pointer = "/" + key.replace("~", "~0").replace("/", "~1")
        is_nested = _json_type(document, pointer).isin(["OBJECT", "ARRAY"])
        return ibis.ifelse(is_nested, None, _json_extract_string(document, pointer))


class SparkDialect:
    """Java lowers final sigma and dotted capital I by context; both are mapped before. It writes numbers from 1e7 and
    below 1e-3 with an exponent; as decimals they have none."""

    def trimmed(self, text: ir.StringValue) -> ir.StringValue:
        return _trim(text, BLANKS).nullif("")

    def lower(self, text: ir.StringValue) -> ir.StringValue:
        return text.replace("\u0130", "i").replace("\u03a3", "\u03c3").lower()

    def number_text(self, number: ir.FloatingValue) -> ir.StringValue:
        text = number.cast("string")
        return ibis.coalesce(text.try_cast(_WIDE).cast("string").re_replace(r"\.?0+\z", ""), text)

    def micros(self, instant: ir.TimestampValue) -> ir.IntegerValue:
        return _unix_micros(instant.cast(dt.Timestamp("UTC")))

    def json_object(self, text: ir.StringValue) -> ir.StringValue:
        return _canonical_json(text)

    def json_text(self, document: ir.StringValue, key: str) -> ir.StringValue:
        return _from_json(document, "map<string,string>").get(key)


_text, _int, _time = dt.string, dt.int64, dt.Timestamp()
_trim = ibis.udf.scalar.builtin(lambda text, blanks: None, name="trim", signature=((_text, _text), _text))
_trimmed_macro = ibis.udf.scalar.builtin(lambda text: None, name=TRIMMED, signature=((_text,), _text))
_canonical_json = ibis.udf.scalar.builtin(lambda text: None, name=CANONICAL_JSON, signature=((_text,), _text))
_json_valid = ibis.udf.scalar.builtin(lambda text: None, name="json_valid", signature=((_text,), dt.boolean))
_json_type = ibis.udf.scalar.builtin(lambda text, path: None, name="json_type", signature=((_text, _text), _text))
_json_extract_string = ibis.udf.scalar.builtin(
    lambda text, path: None, name="json_extract_string", signature=((_text, _text), _text)
)
_from_json = ibis.udf.scalar.builtin(
    lambda text, schema: None, name="from_json", signature=((_text, _text), dt.Map(_text, _text))
)
_epoch_us = ibis.udf.scalar.builtin(lambda instant: None, name="epoch_us", signature=((_time,), _int))
_unix_micros = ibis.udf.scalar.builtin(lambda instant: None, name="unix_micros", signature=((_time,), _int))
bit_count = ibis.udf.scalar.builtin(lambda bits: None, name="bit_count", signature=((_int,), _int))
bit_or = ibis.udf.agg.builtin(lambda bits: None, name="bit_or", signature=((_int,), _int))

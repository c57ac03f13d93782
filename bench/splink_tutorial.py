"""splink on the labelled sets, with the settings of its own tutorials.

fake_1000: "Estimating model parameters", febrl: "Deduplicating the febrl3 dataset".
"""

import logging
import warnings
from typing import Any

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_TOLD = ("unique_id", "rec_id", "cluster")
Weighed = list[tuple[int, int, float]]


def weighed_pairs(name: str, rows: list[dict[str, str]]) -> Weighed:
    """Every pair that splink predicts, as row numbers and log2 odds."""
    logging.disable(logging.WARNING)
    table = pa.table(
        {
            "unique_id": list(range(len(rows))),
            **{
                key: [row[key] or None for row in rows]
                for key in rows[0]
                if key not in ("unique_id", "rec_id", "cluster")
            },
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api = DuckDBAPI()
        linker = Linker(api.register(table), _fake() if name == "fake_1000" else _febrl())
        train = _train_fake if name == "fake_1000" else _train_febrl
        train(linker.training)
        found = linker.inference.predict(threshold_match_probability=0.0001).as_record_list()
    return [(*sorted((each["unique_id_l"], each["unique_id_r"])), each["match_weight"]) for each in found]


def _fake() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[block_on("first_name", "city"), block_on("surname")],
    )


def _train_fake(training: Any) -> None:
    training.estimate_probability_two_random_records_match(
        [
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("dob"))


def _febrl() -> SettingsCreator:
    keys = ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on(key) for key in keys],
    )


def _train_febrl(training: Any) -> None:
    training.estimate_probability_two_random_records_match(
        [
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
        ],
        recall=0.9,
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=2)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))

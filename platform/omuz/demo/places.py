"""Districts and a few neighbourhoods of the demo municipalities (real places; the people in them are not)."""

from collections.abc import Mapping

Places = Mapping[str, tuple[str, ...]]

KAYSERI: Places = {
    "Melikgazi": ("Alpaslan", "Köşk", "Hunat", "Danişmentgazi", "Gesi Fatih", "Kazımkarabekir", "Battalgazi", "Anbar"),
    "Kocasinan": ("Fevzi Çakmak", "Sahabiye", "Argıncık", "Yenidoğan", "Erkilet", "Ziyagökalp", "Mithatpaşa"),
    "Talas": ("Bahçelievler", "Mevlana", "Harman", "Yenidoğan", "Kiçiköy"),
    "Develi": ("Cumhuriyet", "Fatih"),
    "İncesu": ("Bahçelievler", "Kızılören Aşağı"),
    "Bünyan": ("Cumhuriyet", "Elbaşı"),
    "Hacılar": ("Beğendik", "Yediağaç"),
}
IZMIR: Places = {
    "Konak": ("Alsancak", "Göztepe", "Kadifekale"),
    "Karşıyaka": ("Bostanlı", "Donanmacı"),
    "Bornova": ("Kazımdirik", "Erzene"),
    "Buca": ("Şirinkapı", "Adatepe"),
    "Çiğli": ("Evka-2", "Ataşehir"),
}
TORBALI: Places = {"Torbalı": ("Ayrancılar", "Tepeköy", "Yazıbaşı", "Muratbey", "Çaybaşı")}

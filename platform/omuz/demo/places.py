"""Districts and a few neighbourhoods of the demo municipalities (real places; the people in them are not)."""

from collections.abc import Mapping

Places = Mapping[str, tuple[str, ...]]

KAYSERI: Places = {
    "Melikgazi": ("Alpaslan", "Köşk", "Hunat", "Danişmentgazi", "Gesi Fatih", "Kazım Karabekir", "Battalgazi", "Anbar"),
    "Kocasinan": ("Fevzi Çakmak", "Sahabiye", "Argıncık", "Yenipervane", "Erkilet", "Ziya Gökalp", "Mithatpaşa"),
    "Talas": ("Bahçelievler", "Mevlana", "Harman", "Yenidoğan", "Kiçiköy"),
    "Develi": ("Cumhuriyet", "Fatih"),
    "İncesu": ("Bahçelievler", "Kızılören"),
    "Bünyan": ("Cumhuriyet", "Elbaşı"),
    "Hacılar": ("Beğendik", "Yediağaç"),
}
IZMIR: Places = {
    "Konak": ("Alsancak", "Göztepe", "Kadifekale"),
    "Karşıyaka": ("Bostanlı", "Donanmacı"),
    "Bornova": ("Kazımdirik", "Erzene"),
    "Buca": ("Şirinyer", "Adatepe"),
    "Çiğli": ("Evka 2", "Ataşehir"),
}
TORBALI: Places = {"Torbalı": ("Ayrancılar", "Tepeköy", "Yazıbaşı", "Muratbey", "Çaybaşı")}

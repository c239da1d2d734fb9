"""Common given names and surnames. Surnames of mayors, ministers and other officials are left out on purpose."""

WOMEN = (
    "Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Zeliha Esra Fadime Özlem "
    "Yasemin Hacer Melek Kübra Leyla Rabia Sevim Cemile Ayten Songül Gülsüm Dilek Nurcan Sevgi Nermin Aslı Aysel Gülay "
    "Hülya Derya Filiz Sibel Selma Nuray Perihan Tuğba Büşra Gamze Ebru Pınar Arzu Sevda Neslihan Gönül Türkan "
    "Müzeyyen Döndü Satı Hafize Nazlı İlknur İpek Işıl Irmak Çiğdem Ümmühan Ülkü Şükran Şengül Güler Gülcan Hamide "
    "Halime Saadet Sakine Nazife Nilgün Yıldız Yeter"
).split()
MEN = (
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman Abdullah "
    "Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin Bayram Serkan Orhan Cemal Bünyamin "
    "Yunus Emrah Sinan Onur Cengiz Burak Uğur Tuncay Gökhan Selçuk Levent Volkan Erkan Şaban Şükrü Ünal Ümit Çetin "
    "Işık Ilgaz İlhan İlyas Özgür Özcan Öner Durmuş Dursun Satılmış Veli Zeki Rıza Nuri Nihat Necati Muzaffer "
    "Mikail Lütfi Kâzım Galip Ferhat Ercan Enes"
).split()
SURNAMES = (
    "Yılmaz Kaya Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Polat Korkmaz "
    "Çakır Erdem Yalçın Can Avcı Turan Ünal Işık Güneş Bozkurt Bulut Keskin Türk Sarı Acar Akın Sezer Bilgiç "
    "Özer Çoban Taş Coşkun Duman Ateş Aksoy Toprak Uçar Bayrak Karaca Kahraman Gündüz Özcan Çiftçi Demirci Altun "
    "Karataş Balcı Durmaz Uysal Ekinci Kandemir Sönmez Tanrıverdi Sağlam Gökmen Pekşen Çalışkan Yiğit Eser Karakuş "
    "Oruç Ergün Kocabaş Ünlü Topçu Tosun Bilgin Bektaş Gürbüz Erol Akbulut Akkaya Aktaş Alkan Ay Aydoğan Bal Başaran "
    "Ceylan Çınar Dağ Dinç Ertaş Genç Gökçe Güngör İnce Ilıca Kabakcı Öksüz Üstün Zengin Ürgüp Iğdır"
).split()

#: For İzmir and Torbalı: every Turkish letter in both cases, circumflexes, and names that strain a column's width.
REMARKABLE = (
    ("Abdülmuttalip Muhammed Selâhaddin", "Büyükkaramanoğulları Çelebioğlu", "male"),
    ("Şûle Gülümser Çağrınaz", "Tekkanatoğlu Hacıibrahimağaoğlu", "female"),
    ("Işık", "Ilgın", "male"),
    ("İpek Ilgın", "Işıldar", "female"),
    ("Çağrı Öğün", "Güçlüşengül", "male"),
    ("Jale Fidan", "Ovalıgöz Bağdatlıoğlu", "female"),
    ("Hâle Rükiye Zübeyde", "Dağdeviren Küçükhüseyinoğlu", "female"),
    ("Vefa", "Ay", "female"),
    ("Üzeyir Cân", "Ünsüz", "male"),
    ("Pınar Fadıl", "Jandar", "female"),
)

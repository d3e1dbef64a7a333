"""The first house: its one-row tables, editions, kinds of agency code, and standing pages.

The pages say what the software does and what press rules ask. They are the house's to edit;
nothing writes them again.
"""

from django.db import migrations
from django.utils import timezone

EDITIONS = [
    {
        "code": "id",
        "name": "Indonesia",
        "agency": "Mi’raj News Agency",
        "mark": "MINA",
        "sign_off": "Mi’raj News Agency (MINA)",
        "direction": "ltr",
        "tagline": "Kantor berita Islam dari Jakarta",
    },
    {
        "code": "en",
        "name": "English",
        "agency": "Mi’raj News Agency",
        "mark": "MINA",
        "sign_off": "Mi’raj News Agency (MINA)",
        "direction": "ltr",
        "tagline": "An Islamic news agency from Jakarta",
    },
    {
        "code": "ar",
        "name": "العربية",
        "agency": "وكالة معراج للأنباء",
        "mark": "مينا",
        "sign_off": "وكالة معراج للأنباء (مينا)",
        "direction": "rtl",
        "tagline": "وكالة أنباء إسلامية من جاكرتا",
    },
]

KINDS = [
    ("T", "Terjemahan"),
    ("L", "Liputan"),
    ("R", "Rilis"),
    ("W", "Wawancara"),
    ("A", "Artikel"),
    ("K", "Kontributor"),
    ("LKG", "Liputan kontributor Gaza"),
]

GUIDELINES_ID = """
<p>Halaman ini merangkum, dengan kata-kata kami sendiri, aturan yang kami pegang sebagai media siber. Naskah resminya, Pedoman Pemberitaan Media Siber (Peraturan Dewan Pers Nomor 1/Peraturan-DP/III/2012), dapat dibaca di <a href="https://dewanpers.or.id/">situs Dewan Pers</a>.</p>
<h2>Verifikasi dan keberimbangan</h2>
<p>Berita yang dapat merugikan seseorang atau suatu pihak kami uji kebenarannya dalam berita itu juga. Jika itu belum mungkin karena kepentingan publik mendesak, sumbernya jelas dan layak dipercaya, serta pihak yang diberitakan belum dapat dihubungi, kami menyatakannya di akhir berita. Begitu ada hasil, kami memuatnya dalam pemutakhiran yang bertaut ke berita semula.</p>
<h2>Ralat, koreksi, dan hak jawab</h2>
<p>Ketiganya berbeda: ralat membetulkan kekeliruan, koreksi memperbaiki isi berita, dan hak jawab memuat tanggapan pihak yang diberitakan. Masing-masing bertaut dengan beritanya dan mencantumkan waktu pemuatan. Media yang mengutip berita itu menerima pembetulan yang sama dan diminta memuatnya.</p>
<h2>Pencabutan berita</h2>
<p>Berita yang sudah terbit tidak kami cabut karena tekanan dari luar. Pencabutan hanya dapat dilakukan bila menyangkut SARA, kesusilaan, masa depan anak, pengalaman traumatik korban, atau pertimbangan lain yang ditetapkan Dewan Pers. Alasannya kami umumkan, dan alamat berita tetap memuat keterangan itu.</p>
<h2>Pembaca</h2>
<p>Kami tidak membuka kolom komentar. Permintaan ralat, koreksi, hak jawab, dan pengaduan lain kami terima melalui formulir di situs ini dan kami tangani paling lambat dalam 2×24 jam.</p>
<h2>Iklan dan isi berbayar</h2>
<p>Isi berbayar selalu diberi tanda yang jelas, misalnya “advertorial”, “iklan”, atau “sponsor”.</p>
<h2>Hak cipta</h2>
<p>Kami menghormati hak cipta dan mencantumkan sumber serta izin setiap gambar.</p>
<h2>Kecerdasan buatan</h2>
<p>Manusia tetap memegang kendali atas setiap berita. Gambar, suara, atau isi lain yang dibuat dengan kecerdasan buatan diberi label.</p>
"""

GUIDELINES_EN = """
<p>This page sums up, in our own words, the rules we hold ourselves to as an online medium. The official text, the Guidelines for Online Media (Press Council Regulation 1/Peraturan-DP/III/2012), stands on the <a href="https://dewanpers.or.id/">Press Council’s site</a>, in Indonesian.</p>
<h2>Verification and balance</h2>
<p>A story that may harm somebody is verified within that story. Where this is not possible yet, because the public interest is urgent, the source is named and credible, and whoever it concerns cannot be reached, the story says so at its end. What we find out then follows in an update that links to the first story.</p>
<h2>Errata, corrections and the right of reply</h2>
<p>These are three things: an erratum mends a slip, a correction mends a fact, and a reply gives the answer of those a story is about. Each is linked with its story and states when it was posted. Media that carried the story receive it too, and are asked to carry it.</p>
<h2>Withdrawals</h2>
<p>We do not take a published story down under pressure from outside. It is withdrawn only where ethnicity, religion, race or group, decency, a child’s future, a victim’s trauma, or another ground set by the Press Council demands it. We announce the reason, and the story’s address keeps saying so.</p>
<h2>Readers</h2>
<p>There are no comments here. Requests for corrections and replies, and other complaints, reach us through the form on this site, and are answered within 48 hours.</p>
<h2>Advertising and paid content</h2>
<p>Whatever is paid for is marked as such: “advertorial”, “advertisement” or “sponsored”.</p>
<h2>Copyright</h2>
<p>We respect copyright and name the source and licence of every picture.</p>
<h2>Artificial intelligence</h2>
<p>People stay in control of every story. Pictures, voices and other content made with artificial intelligence are labelled.</p>
"""

GUIDELINES_AR = """
<p>تلخّص هذه الصفحة بعباراتنا القواعد التي نلتزم بها بوصفنا وسيلة إعلام إلكترونية. أما النص الرسمي، وهو دليل التغطية الإخبارية لوسائل الإعلام الإلكترونية (قرار مجلس الصحافة 1/Peraturan-DP/III/2012)، فمنشور بالإندونيسية في <a href="https://dewanpers.or.id/">موقع مجلس الصحافة</a>.</p>
<h2>التحقق والتوازن</h2>
<p>كل خبر قد يضر بطرف ما نتحقق منه في الخبر نفسه. فإن تعذّر ذلك لمصلحة عامة عاجلة، وكان المصدر معروفا وموثوقا، ولم يمكن الوصول إلى المعنيّ بالخبر، ذكرنا ذلك في آخر الخبر. وما نصل إليه بعد ذلك ننشره في تحديث يرتبط بالخبر الأول.</p>
<h2>الاستدراك والتصحيح وحق الرد</h2>
<p>هي ثلاثة أمور مختلفة: الاستدراك لإصلاح هفوة، والتصحيح لإصلاح معلومة، وحق الرد لنشر جواب من يعنيه الخبر. ويرتبط كل منها بخبره ويُذكر وقت نشره. وتتلقاه كذلك وسائل الإعلام التي نقلت الخبر، ويُطلب منها نشره.</p>
<h2>سحب الأخبار</h2>
<p>لا نسحب خبرا منشورا تحت ضغط خارجي. ولا يكون السحب إلا لأسباب تتصل بالعرق أو الدين أو الفئة، أو بالآداب، أو بمستقبل طفل، أو بمعاناة ضحية، أو لسبب آخر يحدده مجلس الصحافة. ونعلن السبب، ويبقى عنوان الخبر شاهدا عليه.</p>
<h2>القراء</h2>
<p>لا تعليقات في هذا الموقع. وتصلنا طلبات التصحيح وحق الرد والشكاوى الأخرى عبر النموذج المخصص لها، ونجيب عنها خلال 48 ساعة.</p>
<h2>الإعلانات والمحتوى المدفوع</h2>
<p>كل محتوى مدفوع يحمل علامة واضحة تدل عليه، مثل «إعلان» أو «برعاية».</p>
<h2>حقوق النشر</h2>
<p>نحترم حقوق النشر ونذكر مصدر كل صورة ورخصتها.</p>
<h2>الذكاء الاصطناعي</h2>
<p>يبقى الإنسان مسؤولا عن كل خبر. وتوسم الصور والأصوات وغيرها مما يُنتج بالذكاء الاصطناعي.</p>
"""

PRIVACY_ID = """
<p>Anda dapat membaca seluruh situs ini tanpa akun dan tanpa memberi tahu siapa Anda. Halaman ini menerangkan apa yang tetap tersimpan, untuk apa, dan berapa lama.</p>
<h2>Saat Anda membaca</h2>
<p>Situs ini tidak memasang kuki di peramban pembaca dan tidak memuat apa pun dari situs lain: tidak ada iklan jaringan, alat pelacak, atau tombol media sosial yang melapor ke luar. Tautan untuk berbagi baru menghubungi layanan lain bila Anda menekannya. Situs yang Anda tuju dari sini hanya melihat nama situs kami, bukan halaman yang Anda baca.</p>
<p>Untuk daftar “terpopuler” kami menghitung berapa kali sebuah berita dibaca dalam satu jam. Yang tersimpan hanya angka itu, tanpa alamat jaringan, tanpa peramban, dan tanpa urutan bacaan; angka itu dihapus setelah dua hari.</p>
<h2>Catatan server</h2>
<p>Untuk menemukan gangguan dan serangan, server mencatat alamat jaringan, waktu, halaman yang diminta, dan hasilnya. Kata yang Anda cari dan peramban yang Anda pakai tidak ikut tercatat. Catatan ini tidak kami hubungkan dengan nama siapa pun.</p>
<h2>Permintaan ralat, koreksi, hak jawab, dan pengaduan</h2>
<p>Yang Anda tulis di formulir kami simpan untuk memeriksanya dan menjawab Anda: nama, surel atau nomor telepon, hubungan Anda dengan berita, isi permintaan, alamat berita, waktu, dan kalimat persetujuan. Hanya redaktur yang menanganinya yang dapat membacanya. Tidak ada yang dimuat tanpa bertanya kepada Anda, kecuali yang Anda minta untuk dimuat.</p>
<p>Nama, surel, telepon, hubungan, dan isi permintaan dihapus 180 hari setelah diputuskan. Yang tinggal adalah nomor permintaan, jenisnya, beritanya, waktunya, serta keputusan dan alasannya.</p>
<p>Agar formulir tidak dibanjiri, kami menghitung permintaan dari satu jaringan dalam satu jam. Alamat jaringan itu sendiri tidak disimpan, hanya sidik acaknya, dan hitungan itu dihapus dalam beberapa jam.</p>
<h2>Redaksi</h2>
<p>Kuki hanya dipakai bagi wartawan dan redaktur yang masuk ke ruang redaksi.</p>
<h2>Hak Anda</h2>
<p>Anda boleh bertanya data apa tentang Anda yang kami simpan, meminta agar dibetulkan, atau meminta agar dihapus lebih awal. Hubungi kami melalui halaman Kontak.</p>
"""

PRIVACY_EN = """
<p>You can read all of this site without an account and without telling us who you are. This page says what is kept all the same, what for, and how long.</p>
<h2>While you read</h2>
<p>The site sets no cookie in a reader’s browser and loads nothing from other sites: no advertising networks, no trackers, no buttons that report elsewhere. The links for sharing reach another service only when you follow them. A site that you go to from here sees the name of our site, not the page you read.</p>
<p>For the list of what is read most we count how often a story is read in an hour. Only that number is kept, without a network address, a browser or an order of reading; it is deleted after two days.</p>
<h2>The server’s log</h2>
<p>To find faults and attacks, the server writes down the network address, the time, the page that was asked for and what became of it. The words you search for and the browser you use are not in it. We connect this log with nobody’s name.</p>
<h2>Requests for corrections and replies, and complaints</h2>
<p>We keep what you write into the form to check it and to answer you: your name, your e-mail address or telephone number, who you are to the story, your text, the address of the story, the time, and the sentence you agreed to. Only the editors who handle it can read it. Nothing of it is published without asking you, except what you ask to have published.</p>
<p>Name, e-mail address, telephone number, relation and text are erased 180 days after the decision. What stays is the number of the request, its kind, its story, its times, and the decision with its reason.</p>
<p>To keep the form from being flooded we count the requests that come from one network in an hour. The network’s address itself is not kept, only a fingerprint that can’t be turned back, and the count is deleted within hours.</p>
<h2>The newsroom</h2>
<p>Cookies are used only for reporters and editors who sign in to the newsroom.</p>
<h2>Your rights</h2>
<p>You may ask what we keep about you, have it put right, or have it erased earlier. Reach us through the Contact page.</p>
"""

PRIVACY_AR = """
<p>يمكنكم قراءة هذا الموقع كله من غير حساب ومن غير أن تخبرونا من أنتم. وتبيّن هذه الصفحة ما يُحفظ مع ذلك، ولأي غرض، وإلى متى.</p>
<h2>أثناء القراءة</h2>
<p>لا يضع الموقع ملفات تعريف الارتباط في متصفحات القراء، ولا يحمّل شيئا من مواقع أخرى: لا شبكات إعلانية ولا أدوات تتبّع ولا أزرارا تُبلغ جهات أخرى. ولا تتصل روابط المشاركة بخدمة أخرى إلا إذا اخترتموها. والموقع الذي تنتقلون إليه من هنا يرى اسم موقعنا لا الصفحة التي قرأتموها.</p>
<p>ولقائمة الأكثر قراءة نحصي عدد مرات قراءة الخبر في الساعة. ولا يُحفظ سوى هذا العدد، من غير عنوان شبكة ولا متصفح ولا ترتيب للقراءة، ثم يُحذف بعد يومين.</p>
<h2>سجل الخادم</h2>
<p>لاكتشاف الأعطال والهجمات يسجّل الخادم عنوان الشبكة والوقت والصفحة المطلوبة ونتيجة الطلب. ولا يُسجَّل ما تبحثون عنه ولا المتصفح الذي تستعملونه. ولا نربط هذا السجل باسم أحد.</p>
<h2>طلبات التصحيح وحق الرد والشكاوى</h2>
<p>نحفظ ما تكتبونه في النموذج للتحقق منه وللرد عليكم: الاسم، والبريد الإلكتروني أو رقم الهاتف، وصلتكم بالخبر، ونص الطلب، وعنوان الخبر، والوقت، وعبارة الموافقة. ولا يطّلع عليه إلا المحررون الذين يعالجونه. ولا ننشر منه شيئا من غير سؤالكم إلا ما تطلبون نشره.</p>
<p>ويُمحى الاسم والبريد والهاتف والصلة ونص الطلب بعد 180 يوما من القرار. ويبقى رقم الطلب ونوعه وخبره وأوقاته والقرار وسببه.</p>
<p>ولحماية النموذج من الإغراق نحصي الطلبات الواردة من الشبكة الواحدة في الساعة. ولا يُحفظ عنوان الشبكة نفسه، بل بصمة لا يمكن ردّها إليه، ثم يُحذف العدد في غضون ساعات.</p>
<h2>هيئة التحرير</h2>
<p>لا تُستعمل ملفات تعريف الارتباط إلا للمراسلين والمحررين الذين يسجّلون الدخول إلى غرفة الأخبار.</p>
<h2>حقوقكم</h2>
<p>لكم أن تسألوا عما نحفظه عنكم، وأن تطلبوا تصحيحه أو محوه قبل موعده. تواصلوا معنا عبر صفحة الاتصال.</p>
"""

PAGES = {
    "id": [
        ("pedoman-media-siber", "Pedoman Media Siber", GUIDELINES_ID),
        (
            "tentang",
            "Tentang Kami",
            "<p>{agency} adalah kantor berita. Wartawan kami melaporkan, redaktur kami memeriksa setiap naskah sebelum terbit, dan setiap perubahan sesudahnya tercatat.</p><p>Siapa yang bertanggung jawab, dan di mana kami dapat dihubungi, tercantum di halaman Redaksi.</p>",
        ),
        (
            "kontak",
            "Kontak",
            "<p>Untuk meminta ralat, koreksi, atau hak jawab, atau menyampaikan pengaduan lain, gunakan formulir di bawah; jawabannya Anda terima paling lambat dalam 2×24 jam. Untuk keperluan lain, hubungi redaksi.</p>",
        ),
        ("privasi", "Privasi", PRIVACY_ID),
    ],
    "en": [
        ("pedoman-media-siber", "Guidelines for Online Media", GUIDELINES_EN),
        (
            "tentang",
            "About Us",
            "<p>{agency} is a news agency. Our reporters report, our editors check every text before it goes out, and every change after that is on the record.</p><p>Who answers for it, and where to reach us, stands on the masthead page.</p>",
        ),
        (
            "kontak",
            "Contact",
            "<p>To ask for an erratum, a correction or a reply, or to make another complaint, use the form below; you hear from us within 48 hours. For all else, contact the newsroom.</p>",
        ),
        ("privasi", "Privacy", PRIVACY_EN),
    ],
    "ar": [
        ("pedoman-media-siber", "دليل الإعلام الإلكتروني", GUIDELINES_AR),
        (
            "tentang",
            "من نحن",
            "<p>{agency} وكالة أنباء. يكتب مراسلونا الأخبار، ويراجع محررونا كل نص قبل نشره، ويُسجَّل كل تغيير بعد ذلك.</p><p>أسماء المسؤولين وسبل الاتصال بنا مذكورة في صفحة هيئة التحرير.</p>",
        ),
        (
            "kontak",
            "اتصل بنا",
            "<p>لطلب استدراك أو تصحيح أو ممارسة حق الرد أو تقديم شكوى أخرى، استخدموا النموذج أدناه، وسيصلكم الجواب خلال 48 ساعة. ولغير ذلك اتصلوا بالتحرير.</p>",
        ),
        ("privasi", "الخصوصية", PRIVACY_AR),
    ],
}


def make_house(apps, schema_editor):
    apps.get_model("articles", "DispatchCounter").objects.create()
    apps.get_model("articles", "SiteVersion").objects.create(changed_at=timezone.now())
    apps.get_model("articles", "House").objects.create(company=EDITIONS[0]["agency"])
    for position, (code, name) in enumerate(KINDS):
        apps.get_model("articles", "Kind").objects.create(code=code, name=name, position=position)
    for position, edition in enumerate(EDITIONS):
        made = apps.get_model("articles", "Edition").objects.create(position=position, **edition)
        for place, (slug, title, body) in enumerate(PAGES[made.code]):
            apps.get_model("articles", "Page").objects.create(
                edition=made,
                slug=slug,
                title=title,
                body=body.replace("\n", "").replace("{agency}", made.agency),
                position=place,
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_guarantees")]

    operations = [migrations.RunPython(make_house, migrations.RunPython.noop)]

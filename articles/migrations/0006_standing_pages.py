"""The pages every edition begins with, the house's one row, and who may edit them.

The texts are the house's to edit; nothing writes them again.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

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
    ],
}

DECIDE = ["view_complaint", "decide_complaint"]
PUBLISH = [
    *DECIDE,
    *(
        f"{verb}_{model}"
        for model in ("page", "mastheadentry")
        for verb in ("view", "add", "change", "delete")
    ),
    *("view_house", "change_house"),
]
ROLES = {"editor": DECIDE, "chief": PUBLISH, "admin": PUBLISH}

APPEND_ONLY = """
CREATE TRIGGER articles_complaintevent_append_only
    BEFORE UPDATE OR DELETE ON articles_complaintevent
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER articles_complaintevent_no_truncate
    BEFORE TRUNCATE ON articles_complaintevent
    FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER articles_complaintevent_append_only ON articles_complaintevent;
DROP TRIGGER articles_complaintevent_no_truncate ON articles_complaintevent;
"""


def make_pages(apps, schema_editor):
    Edition = apps.get_model("articles", "Edition")
    Page = apps.get_model("articles", "Page")
    for edition in Edition.objects.filter(code__in=PAGES):
        for position, (slug, title, body) in enumerate(PAGES[edition.code]):
            Page.objects.create(
                edition=edition,
                slug=slug,
                title=title,
                body=body.replace("\n", "").replace("{agency}", edition.agency),
                position=position,
            )
    first = Edition.objects.order_by("position").first()
    House = apps.get_model("articles", "House")
    House.objects.create(company=first.agency if first else "")


def give_rights(apps, schema_editor):
    # Permissions come after all migrations by themselves; the groups need them now.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="articles", codename__in=names)
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_complaints_and_pages")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
        migrations.RunPython(make_pages, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]

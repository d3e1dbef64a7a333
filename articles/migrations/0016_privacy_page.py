"""The page that says what the site keeps of its readers, in every edition.

It says what the software does. The text is the house's to edit; nothing writes it again.
"""

from django.db import migrations
from django.db.models import Max

SLUG = "privasi"

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
    "id": ("Privasi", PRIVACY_ID),
    "en": ("Privacy", PRIVACY_EN),
    "ar": ("الخصوصية", PRIVACY_AR),
}


def make_pages(apps, schema_editor):
    Edition = apps.get_model("articles", "Edition")
    Page = apps.get_model("articles", "Page")
    for edition in Edition.objects.filter(code__in=PAGES):
        title, body = PAGES[edition.code]
        last = edition.pages.aggregate(last=Max("position"))["last"] or 0
        # A house that has such a page already keeps its own.
        Page.objects.get_or_create(
            edition=edition,
            slug=SLUG,
            defaults={"title": title, "body": body.replace("\n", ""), "position": last + 1},
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_received_forms")]

    operations = [migrations.RunPython(make_pages, migrations.RunPython.noop)]

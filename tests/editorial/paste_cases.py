"""What programs put on the clipboard, and the body that is kept of it; of our own making."""

from typing import Final, NamedTuple


class Case(NamedTuple):
    """``server`` is what is kept where the browser hasn't cleaned it, if that is something else."""

    name: str
    pasted: str
    kept: str
    server: str | None = None


def word(body: str, head: str = "") -> str:
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        f"<meta name=Generator content='Microsoft Word 15'>{head}</head>"
        f"<body lang=IN style='tab-interval:36.0pt'><!--StartFragment-->{body}<!--EndFragment-->"
        "</body></html>"
    )


def item(text: str, mark: str, level: int = 1) -> str:
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{level}"
        " lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;"
        f"&nbsp;&nbsp;</span></span></span><![endif]>{text}<o:p></o:p></p>"
    )


CASES: Final = [
    Case(
        "Google Docs",
        '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-0">'
        '<p dir="ltr" style="line-height:1.38"><span style="font-weight:400;">Taman buka </span>'
        '<span style="font-size:11pt;font-weight:700;">sore ini</span>'
        '<span style="font-weight:400;font-style:italic"> kata camat.</span></p><br />'
        '<p dir="ltr"><span style="font-weight:400">Alinea lain.</span></p></b>',
        "<p>Taman buka <strong>sore ini</strong><em> kata camat.</em></p><p>Alinea lain.</p>",
        '<p dir="ltr">Taman buka <strong>sore ini</strong><em> kata camat.</em></p>'
        '<p dir="ltr">Alinea lain.</p>',
    ),
    Case(
        "Google Docs, heading and list",
        '<b style="font-weight:normal"><h2><span style="font-weight:400">Anak judul</span></h2>'
        '<ul><li style="font-weight:400" aria-level="1"><p role="presentation">'
        '<span style="font-weight:700">satu</span></p></li><li><p>dua</p></li></ul></b>',
        "<h2>Anak judul</h2><ul><li><p><strong>satu</strong></p></li><li><p>dua</p></li></ul>",
    ),
    Case(
        "Word, a comment",
        word(
            "<p class=MsoNormal><span lang=IN>Taman buka sore ini<o:p></o:p></span></p>"
            "<p class=MsoNormal><a style='mso-comment-reference:B_1'>Kata</a>"
            "<span class=MsoCommentReference><span style='font-size:8.0pt'>"
            '<a class=msocomanchor id="_anchor_1" href="#_msocom_1">[B1]</a>'
            "<span style='mso-special-character:comment'>&nbsp;</span></span></span> camat.</p>"
            "<div style='mso-element:comment-list'><hr class=msocomoff>"
            "<div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt>"
            "<p class=MsoCommentText>Rahasia: cek angka</p></div></div></div>"
        ),
        "<p>Taman buka sore ini</p><p>Kata camat.</p>",
    ),
    Case(
        "Word, tracked changes",
        word(
            "<p class=MsoNormal>Taman <del cite='mailto:a' datetime='2026-03-02'>tutup</del>"
            "<ins cite='mailto:a'>buka</ins> sore <span class=msoDel>kemarin</span>ini.</p>"
        ),
        "<p>Taman buka sore ini.</p>",
    ),
    Case(
        "Word, pseudo-lists",
        word(
            "<p class=MsoNormal>Syarat:</p>"
            + item("satu", "·")
            + item("dua", "·")
            + item("dua a", "o", 2)
            + item("tiga", "·")
            + "<p class=MsoNormal>Urutan:</p>"
            + item("pertama", "1.")
            + item("kedua", "2)")
            + "<p class=MsoNormal>Selesai.</p>"
        ),
        "<p>Syarat:</p><ul><li><p>satu</p></li><li><p>dua</p><ul><li><p>dua a</p></li></ul></li>"
        "<li><p>tiga</p></li></ul><p>Urutan:</p><ol><li><p>pertama</p></li><li><p>kedua</p></li>"
        "</ol><p>Selesai.</p>",
    ),
    Case(
        "Word, bold and italic by style and by tag",
        word(
            "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>tebal</b> biasa "
            "<i style='mso-bidi-font-style:normal'>miring</i> "
            "<span style='font-weight:bold;font-style:italic'>dua-duanya</span></p>"
        ),
        "<p><strong>tebal</strong> biasa <em>miring</em> <strong><em>dua-duanya</em></strong></p>",
    ),
    Case(
        "Word, hidden text and styles",
        word(
            "<p class=MsoNormal>Tampak<span style='display:none;mso-hide:all'>gaib</span>.</p>"
            "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
            "<style>p.MsoNormal{margin:0cm}</style>",
        ),
        "<p>Tampak.</p>",
    ),
    Case(
        "right to left",
        '<p dir="rtl"><span lang="AR-SA">أعلنت البلدية فتح الحديقة.</span></p>'
        '<p dir="rtl">ورحب السكان.</p>',
        '<p lang="ar" dir="rtl">أعلنت البلدية فتح الحديقة.</p><p dir="rtl">ورحب السكان.</p>',
        '<p dir="rtl">أعلنت البلدية فتح الحديقة.</p><p dir="rtl">ورحب السكان.</p>',
    ),
    Case(
        "Word, right to left",
        word(
            "<p class=MsoNormal dir=RTL style='direction:rtl;unicode-bidi:embed'>"
            "<span lang=AR-SA dir=RTL>فتحت الحديقة.</span></p>"
            "<p class=MsoNormal style='direction:rtl' lang=AR-SA>ورحب السكان.</p>"
        ),
        '<p lang="ar" dir="rtl">فتحت الحديقة.</p><p lang="ar" dir="rtl">ورحب السكان.</p>',
        '<p dir="rtl">فتحت الحديقة.</p><p lang="ar" dir="rtl">ورحب السكان.</p>',
    ),
    Case(
        "WhatsApp Web",
        '<div data-pre-plain-text="[10.15, 2/3/2026] Ani: "><span dir="ltr" class="copyable-text">'
        '<span>Taman <strong>dibuka</strong> hari ini <img alt="🌳" src="data:,"><br><br>'
        "Warga <em>senang</em></span></span></div>",
        "<p>Taman <strong>dibuka</strong> hari ini 🌳</p><p>Warga <em>senang</em></p>",
        "<p>Taman <strong>dibuka</strong> hari ini <br><br>Warga <em>senang</em></p>",
    ),
    Case(
        "Outlook",
        "<div class=WordSection1><p class=MsoNormal><span style='font-size:11.0pt'>Yth. Redaksi,"
        "<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>"
        "<font color=red>Taman</font> dibuka <a href='https://contoh.example/'>di sini</a>.</p>"
        "</div><div><br></div><div><div>Salam,</div><div>Ani</div></div>",
        '<p>Yth. Redaksi,</p><p>Taman dibuka <a href="https://contoh.example/">di sini</a>.</p>'
        "<p>Salam,</p><p>Ani</p>",
    ),
    Case(
        "a web page",
        "<article><h1 style='font-weight:400'>Judul</h1><nav hidden>Menu</nav>"
        "<button>Bagikan</button><p style='color:red'>Satu <span style='font-weight:600'>dua</span>"
        " <strong style='font-weight:inherit'>tiga</strong>\n  empat.</p><script>x()</script>"
        "<span class='screen-reader-text'>buka di tab baru</span>"
        "<table><tr><td>kiri</td><td>kanan</td></tr></table></article>",
        "<h2>Judul</h2><p>Satu <strong>dua</strong> tiga empat.</p><p>kiri</p><p>kanan</p>",
    ),
    Case(
        "Google Sheets",
        "<google-sheets-html-origin><style>td {border: 1px}</style><table xmlns=x dir=ltr border=1"
        " style='table-layout:fixed'><colgroup><col width=100><col width=100></colgroup><tbody>"
        "<tr style='height:21px'><td style='font-weight:bold'>Desa</td><td>Rupiah</td></tr>"
        "<tr><td>Hulu</td><td style='text-align:right'>6.500</td></tr></tbody></table>",
        "<table><tr><th>Desa</th><th>Rupiah</th></tr><tr><td>Hulu</td><td>6.500</td></tr></table>",
    ),
    Case(
        "Word, a table",
        word(
            "<p class=MsoNormal>Awal.</p><table class=MsoTableGrid border=1><tr><td width=301"
            " colspan=2 valign=top><p class=MsoNormal><b>Harga</b><o:p></o:p></p></td></tr>"
            "<tr><td><p class=MsoNormal>Hulu<o:p></o:p></p></td><td><p class=MsoNormal>6.500</p>"
            "<p class=MsoNormal>rupiah</p></td></tr></table><p class=MsoNormal>Akhir.</p>"
        ),
        "<p>Awal.</p><table><tr><th><strong>Harga</strong></th></tr>"
        "<tr><td>Hulu</td><td>6.500<br>rupiah</td></tr></table><p>Akhir.</p>",
    ),
    Case(
        "an encyclopaedia",
        "<p>Awal.</p><table class=wikitable><caption>Harga <a href='/x'>gabah</a></caption><tbody>"
        "<tr><th>Desa<th>Rupiah</tr><tr><td rowspan=2>Hulu<td>6.500</tr><tr><td>6.600</tr></tbody>"
        "</table>",
        "<p>Awal.</p><table><caption>Harga gabah</caption><tr><th>Desa</th><th>Rupiah</th></tr>"
        "<tr><td>Hulu</td><td>6.500</td></tr><tr><td></td><td>6.600</td></tr></table>",
    ),
    Case(
        "a page laid out in tables",
        "<table><tr><td><h2>Judul</h2></td><td>Menu</td></tr><tr><td><table><tr><td>a</td><td>b</td>"
        "</tr><tr><td>c</td><td>d</td></tr></table></td><td>Iklan</td></tr></table>",
        "<h2>Judul</h2><p>Menu</p><p>a</p><p>b</p><p>c</p><p>d</p><p>Iklan</p>",
    ),
    Case(
        "a page with videos",
        "<p>Awal.</p><iframe width=560 src='https://www.youtube.com/embed/abcdefghijk?si=x'"
        " title='Panen &amp; raya' allowfullscreen></iframe><iframe src='https://peta.example/'>"
        "</iframe><p>Akhir.</p>",
        '<p>Awal.</p><body-embed><a href="https://www.youtube.com/watch?v=abcdefghijk">'
        "Panen &amp; raya</a></body-embed><p>Akhir.</p>",
    ),
    Case(
        "the old site",
        '<p>Taman <a href="https://lama.example/tag/taman/" rel="tag">kota</a> buka.</p>'
        '<p><strong>Baca Juga: <a href="https://lama.example/x">Kebun Kota Panen</a></strong></p>'
        '<p>[caption id="attachment_1" align="aligncenter" width="300"]<img src="x.jpg"> Taman.'
        " (Foto: MINA)[/caption] Warga senang.</p>"
        '<div class="wp-caption"><img src="y.jpg"><p class="wp-caption-text">Kolam.</p></div>'
        '<p>[gallery ids="1,2"]</p><p>Baca juga : Pohon Ditanam</p>',
        "<p>Taman kota buka.</p><p>Warga senang.</p>",
        '<p>Taman <a href="https://lama.example/tag/taman/">kota</a> buka.</p>'
        '<p><strong>Baca Juga: </strong><a href="https://lama.example/x"><strong>Kebun Kota Panen'
        "</strong></a></p><p>  Warga senang.</p><p>Baca juga : Pohon Ditanam</p>",
    ),
    Case(
        "a hostile page",
        "<p onclick=x()>a <a href='javascript:x()'>b</a><img src=x onerror=x()> c</p>"
        "<svg onload=x()></svg><a href='/gaza/'>d</a><iframe srcdoc='e'></iframe>",
        '<p>a b c</p><p><a href="/gaza/">d</a></p>',
    ),
    Case(
        "a hostile page",
        "<p onclick=x()>a <a href='javascript:x()'>b</a><img src=x onerror=x()> c</p>"
        "<svg onload=x()></svg><a href='/gaza/'>d</a><iframe srcdoc='e'></iframe>",
        '<p>a b c</p><p><a href="/gaza/">d</a></p>',
    ),
    Case(
        "struck text",
        word(
            "<p class=MsoNormal>Taman <s><span style='color:red'>tutup</span></s> buka"
            "<span style='text-decoration:line-through'> kemarin</span> sore ini.</p>"
        ),
        "<p>Taman buka sore ini.</p>",
        "<p>Taman tutup buka kemarin sore ini.</p>",
    ),
    Case(
        "Word, footnotes",
        word(
            "<p class=MsoNormal>Taman buka<a style='mso-footnote-id:ftn1' href=\"#_ftn1\""
            ' name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> sore ini.</p>'
            "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
            '<p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Kata camat.</p></div></div>'
        ),
        "<p>Taman buka sore ini.</p>",
        "<p>Taman buka[1] sore ini.</p>",
    ),
    Case(
        "LibreOffice, a footnote",
        "<p>Taman buka<sup><a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'>"
        "<sup>1</sup></a></sup> <font color='#158466'>sore</font> <strike>kemarin</strike>ini.</p>"
        "<div id='sdfootnote1'><p class='sdfootnote'><a href='#sdfootnote1anc'>1</a>Kata camat.</p>"
        "</div>",
        "<p>Taman buka sore ini.</p>",
        "<p>Taman buka1 sore kemarinini.</p><p>1Kata camat.</p>",
    ),
    Case(
        "Google Docs, comments and links",
        '<b style="font-weight:normal"><p dir="ltr"><span>Taman </span>'
        '<a href="https://www.google.com/url?q=https://contoh.example/a&amp;sa=D"><span>buka</span>'
        '</a><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> '
        '<a href="#h.1">lalu</a></span></p></b>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Cek angka</span></p></div>',
        '<p>Taman <a href="https://contoh.example/a">buka</a> lalu</p>',
        '<p dir="ltr">Taman <a href="https://www.google.com/url?q=https://contoh.example/a&amp;sa=D">'
        "buka</a>[a] lalu</p><p>[a]Cek angka</p>",
    ),
    Case(
        "Word on the web",
        '<div class="OutlineElement Ltr"><p class="Paragraph"><span>Taman buka</span>'
        '<span class="TextRun" style="text-decoration: line-through;"> kemarin</span>'
        '<span class="EOP">&nbsp;</span></p></div><div class="ListContainerWrapper"><ol><li>'
        '<p><span>satu</span></p></li></ol></div><div class="ListContainerWrapper">'
        '<ol start="2"><li><p class="Paragraph"><span>dua</span></p></li></ol></div>',
        "<p>Taman buka</p><ol><li><p>satu</p></li><li><p>dua</p></li></ol>",
        "<p>Taman buka kemarin\xa0</p><ol><li><p>satu</p></li></ol><ol><li><p>dua</p></li></ol>",
    ),
    Case(
        "a chat that keeps its lines",
        '<span style="white-space: pre-wrap;">Air naik.\nPosko di SD 2.\n\nWarga senang.</span>',
        "<p>Air naik.<br>Posko di SD 2.</p><p>Warga senang.</p>",
        "<p>Air naik. Posko di SD 2. Warga senang.</p>",
    ),
    Case(
        "bold that is none inside bold",
        "<p><b>tebal <span style='font-weight:normal'>biasa</span> tebal</b></p>",
        "<p><strong>tebal </strong>biasa<strong> tebal</strong></p>",
    ),
]

TEXTS: Final = [
    Case(
        "WhatsApp",
        "*Taman dibuka*\n\n_Warga_ senang, kata *Ani*.\nTarif 5*3*2 di a_b_c",
        "<p><strong>Taman dibuka</strong></p><p><em>Warga</em> senang, kata <strong>Ani</strong>."
        "</p><p>Tarif 5*3*2 di a_b_c</p>",
    ),
    Case(
        "WhatsApp, several messages",
        "[10.15, 2/3/2026] Ani: Taman dibuka.\n[10.16, 2/3/2026] Budi: Warga senang.",
        "<p>Taman dibuka.</p><p>Warga senang.</p>",
    ),
    Case(
        "wire copy",
        "Jakarta, MINA – Taman dibuka.\r\nWarga senang. (T/RI-1/P2)\r\n\r\n"
        "Mi’raj News Agency (MINA)",
        "<p>Jakarta, MINA – Taman dibuka.</p><p>Warga senang. (T/RI-1/P2)</p>"
        "<p>Mi’raj News Agency (MINA)</p>",
    ),
    Case(
        "unusual line ends",
        "Satu.\u2028Dua.\u2029Tiga.\vEmpat.",
        "<p>Satu.</p><p>Dua.</p><p>Tiga.</p><p>Empat.</p>",
    ),
    Case(
        "markup as words",
        "a <b>b</b> &amp; *<i>*",
        "<p>a &lt;b&gt;b&lt;/b&gt; &amp;amp; <strong>&lt;i&gt;</strong></p>",
    ),
]

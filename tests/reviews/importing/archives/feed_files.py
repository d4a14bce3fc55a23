"""Feeds as programs write them, with words of our own."""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:letterboxd="https://letterboxd.com"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Slow Reel</title><atom:link rel="self" href="https://slowreel.example/feed.xml"/>
<link>https://slowreel.example/</link><language>en-GB</language>{}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"
 xml:base="https://slowreel.example/">
<title>The Slow Reel</title><link href="https://slowreel.example/feed" rel="self"/>
<link href="https://slowreel.example/"/>{}</feed>"""
FULL = """<item><title>Nine bridges &amp;amp; a ferry</title>
<link>https://slowreel.example/nine/</link>
<guid isPermaLink="true">https://slowreel.example/?p=40</guid>
<pubDate>Sat, 02 Mar 2024 11:30:00 +0100</pubDate>
<dc:creator>Mona Hale</dc:creator><category>Drama</category><description>Boats, and who waits.</description>
<media:content url="https://slowreel.example/ferry.jpg" medium="image"/>
<enclosure url="https://slowreel.example/talk.mp3" type="audio/mpeg" length="1"/>
<c:encoded><![CDATA[<p>The ferry is <a href="/late">late</a>.</p><p><img src="pier.jpg" alt="A pier"></p>
<iframe src="https://video.example/1"></iframe>
<p>The keeper <span class="spoiler">CANARYONE drowns</span>.</p>]]>
</c:encoded></item>"""
SHORT = """<item><title>Eight lamps</title><link>https://slowreel.example/eight/</link>
<author>mona@slowreel.example (Mona Hale)</author>
<description>&lt;p&gt;It &lt;em&gt;begins&lt;/em&gt; with fog.&lt;/p&gt;
&lt;p&gt;This may contain spoilers.&lt;/p&gt;
&lt;p&gt;CANARYTWO&lt;/p&gt;</description><letterboxd:filmTitle>The Lamp</letterboxd:filmTitle>
<letterboxd:filmYear>1999</letterboxd:filmYear><letterboxd:memberRating>3.0</letterboxd:memberRating>
<letterboxd:watchedDate>2024-03-01</letterboxd:watchedDate></item>"""
ENTRY = """<entry><title type="html">Nine &lt;em>bridges&lt;/em></title><link href="/nine/"/>
<id>tag:slowreel.example,2024:9</id><published>2024-03-02T10:30:00Z</published>
<updated>2025-01-01T00:00:00Z</updated>
<author><name>Ida Holm</name></author><category term="drama"/><summary>Boats.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry is <em>late</em> &amp; full.</p>
<details><summary>More</summary><p>CANARYTHREE</p></details></div></content></entry>"""


def entry(content, kind="html", more=""):
    return (
        f"<entry><title>Nine bridges</title><id>https://slowreel.example/9</id>"
        f'<content type="{kind}">{content}</content>{more}</entry>'
    )

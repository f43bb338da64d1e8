"""An article of what breaks caption files: marks, directions, long words, what looks like a cue."""

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SPLIT = "tie\u0302\u0301ng Vie\u0323\u0302t, "
MARKS = "Giá &lt;v Nam&gt; là 2020 --&gt; 2025 &amp;amp; {\\an8} &lt;i&gt;nghiêng&lt;/i&gt; ]]&gt;"

HOSTILE = f"""<article><h1>Bài có mọi thứ làm hỏng phụ đề {FAMILY}</h1>
<p>{MARKS} &lt;script&gt;alert(1)&lt;/script&gt; rồi thôi.</p>
<h2>NOTE phần một</h2>
<p>WEBVTT đứng đầu câu này \u202evà lật ngược chữ, {"vừa nói vừa nghỉ, " * 30}rồi mới hết.</p>
<p>{"a" * 400} là một từ không có dấu cách.</p>
<p>{"xa" * 5000}</p>
<p>Cả nhà {FAMILY * 60} cùng nghe, tăng 75,3% tại TP. HCM.</p>
<p>Chữ tách dấu: {SPLIT * 20}hết.</p>
<table><tr><th>Quận</th><th>Số dân</th></tr><tr><td>Một</td><td>204.899</td></tr></table>
<blockquote><p>“Tôi nói. Anh nghe, chị cũng nghe!”</p></blockquote>
<p>1</p><p>00:00:01.000</p></article>"""

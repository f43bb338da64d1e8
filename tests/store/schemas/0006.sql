-- Schema 0006: cards, uses and ready items. What 0005's rows became, and rows for the new tables; never changed
-- afterwards. Which clips the current editions need is not told yet (uses_number 0).
INSERT INTO articles (id, source_id, revision_id, published, created, updated, title) VALUES
  ('a1', 'bai-1', '1c606d137adbe2d47e5e41a2646d6906', '2026-01-01T00:00:00.000000+00:00', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', 'Tin phường');
INSERT INTO articles (id, source_id, revision_id, published, created, updated, title) VALUES
  ('a2', 'bai-2', '6f3ec49809972ac965830d506ce2c352', '2026-01-02T00:00:00.000000+00:00', '2026-01-02T03:04:05.678901+00:00', '2026-01-02T03:04:05.678901+00:00', 'Tin phường');
INSERT INTO articles (id, source_id, revision_id, published, created, updated, title) VALUES
  ('a3', 'bai-3', '2bee926688f79905a31b1da2ef7d6fa1', '2026-01-03T00:00:00.000000+00:00', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', 'Tin phường');
INSERT INTO revisions (article_id, id, content, original, created) VALUES
  ('a1', '644b2b56516e10d29c33feccdf57b2f3', '{"id": "644b2b56516e10d29c33feccdf57b2f3", "source_id": "bai-1", "title": "Tin phường", "published": "2026-01-01T00:00:00+00:00", "author": null, "section": null, "link": null, "blocks": [{"kind": "title", "text": "Tin phường"}, {"kind": "paragraph", "text": "Câu một."}], "left_out": []}', X'3C703E43C3A275206DE1BB99742E3C2F703E', '2026-01-02T03:04:05.678901+00:00');
INSERT INTO revisions (article_id, id, content, original, created) VALUES
  ('a1', '1c606d137adbe2d47e5e41a2646d6906', '{"id": "1c606d137adbe2d47e5e41a2646d6906", "source_id": "bai-1", "title": "Tin phường", "published": "2026-01-01T00:00:00+00:00", "author": null, "section": null, "link": null, "blocks": [{"kind": "title", "text": "Tin phường"}, {"kind": "paragraph", "text": "Câu đã sửa “Đắk Lắk”."}], "left_out": []}', X'3C703E43C3A27520C491C3A32073E1BBAD6120E2809CC490E1BAAF6B204CE1BAAF6BE2809D2E3C2F703E', '2026-01-03T03:04:05.000000+00:00');
INSERT INTO revisions (article_id, id, content, original, created) VALUES
  ('a2', '6f3ec49809972ac965830d506ce2c352', '{"id": "6f3ec49809972ac965830d506ce2c352", "source_id": "bai-2", "title": "Tin phường", "published": "2026-01-02T00:00:00+00:00", "author": null, "section": null, "link": null, "blocks": [{"kind": "title", "text": "Tin phường"}, {"kind": "paragraph", "text": "Giá vàng tăng 5%."}], "left_out": []}', X'FF00726177', '2026-01-02T03:04:05.678901+00:00');
INSERT INTO revisions (article_id, id, content, original, created) VALUES
  ('a3', '2bee926688f79905a31b1da2ef7d6fa1', '{"id": "2bee926688f79905a31b1da2ef7d6fa1", "source_id": "bai-3", "title": "Tin phường", "published": "2026-01-03T00:00:00+00:00", "author": null, "section": null, "link": null, "blocks": [{"kind": "title", "text": "Tin phường"}, {"kind": "paragraph", "text": "Chưa thu."}], "left_out": []}', X'3C703E4368C6B061207468752E3C2F703E', '2026-01-03T03:04:05.000000+00:00');
INSERT INTO episodes (id, guid, number, published, first_published, updated, revision_id, title, lead, file, file_type, file_sha256, section, author, fallback_reason, file_length, duration, uses_number, state) VALUES
  ('a1', 'loa:a1', 2, '2026-01-01T00:00:00.000000+00:00', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', '1c606d137adbe2d47e5e41a2646d6906', 'Tin phường', 'Câu đã sửa “Đắk Lắk”.', 'a1/000000000002.mp3', 'audio/mpeg', '2222222222222222222222222222222222222222222222222222222222222222', NULL, NULL, NULL, 1002, 1500, 0, 'published');
INSERT INTO episodes (id, guid, number, published, first_published, updated, revision_id, title, lead, file, file_type, file_sha256, section, author, fallback_reason, file_length, duration, uses_number, state) VALUES
  ('a2', 'loa:a2', 1, '2026-01-02T00:00:00.000000+00:00', '2026-01-02T03:04:05.678901+00:00', '2026-01-02T03:04:05.678901+00:00', '6f3ec49809972ac965830d506ce2c352', 'Tin phường', 'Giá vàng tăng 5%.', 'a2/000000000001.mp3', 'audio/mpeg', '1111111111111111111111111111111111111111111111111111111111111111', NULL, NULL, 'Google không trả lời.', 1001, 1500, 0, 'published');
INSERT INTO editions (episode_id, number, revision_id, content, fell_back, file, file_length, file_sha256, superseded) VALUES
  ('a1', 1, '644b2b56516e10d29c33feccdf57b2f3', '{"episode_id": "a1", "number": 1, "passages": [{"segment": {"id": "s1", "text": "Câu một.", "kind": "paragraph", "block": 1, "ending": "paragraph", "tail": ""}, "utterance": {"segment_id": "s1", "spoken": "câu một", "trace": [], "warnings": [], "foreign": [], "overridden": false}, "clip_key": "k1", "span": {"segment_id": "s1", "begin": 0, "end": 9}, "spec": null, "lead": 0, "trail": 0, "opening": null, "closing": null, "frames_sha256": null}], "spec": {"voice": {"engine": "silence", "name": "im", "label": "Im"}, "engine_version": "1", "rate": 1.0, "pitch": 1.0, "gain_db": 0.0, "mastering_version": 1, "format": {"sample_rate": 24000, "bitrate_kbps": 64}, "comma_pause": 120}, "recipe": "recipe 1", "enclosure": {"name": "a1/000000000001.mp3", "length": 1001, "type": "audio/mpeg", "duration": 1500, "sha256": "1111111111111111111111111111111111111111111111111111111111111111"}, "loudness_lufs": -16.0, "true_peak_dbtp": -2.0, "created": "2026-01-02T03:04:05.678901+00:00", "fallback_reason": null}', 0, 'a1/000000000001.mp3', 1001, '1111111111111111111111111111111111111111111111111111111111111111', '2026-01-02T03:04:05.678901+00:00');
INSERT INTO editions (episode_id, number, revision_id, content, fell_back, file, file_length, file_sha256, superseded) VALUES
  ('a1', 2, '1c606d137adbe2d47e5e41a2646d6906', '{"episode_id": "a1", "number": 2, "passages": [{"segment": {"id": "s1", "text": "Câu đã sửa “Đắk Lắk”.", "kind": "paragraph", "block": 1, "ending": "paragraph", "tail": ""}, "utterance": {"segment_id": "s1", "spoken": "câu một", "trace": [], "warnings": [], "foreign": [], "overridden": false}, "clip_key": "k1", "span": {"segment_id": "s1", "begin": 0, "end": 9}, "spec": null, "lead": 0, "trail": 0, "opening": null, "closing": null, "frames_sha256": null}], "spec": {"voice": {"engine": "silence", "name": "im", "label": "Im"}, "engine_version": "1", "rate": 1.0, "pitch": 1.0, "gain_db": 0.0, "mastering_version": 1, "format": {"sample_rate": 24000, "bitrate_kbps": 64}, "comma_pause": 120}, "recipe": "recipe 2", "enclosure": {"name": "a1/000000000002.mp3", "length": 1002, "type": "audio/mpeg", "duration": 1500, "sha256": "2222222222222222222222222222222222222222222222222222222222222222"}, "loudness_lufs": -16.0, "true_peak_dbtp": -2.0, "created": "2026-01-02T03:04:05.678901+00:00", "fallback_reason": null}', 0, 'a1/000000000002.mp3', 1002, '2222222222222222222222222222222222222222222222222222222222222222', NULL);
INSERT INTO editions (episode_id, number, revision_id, content, fell_back, file, file_length, file_sha256, superseded) VALUES
  ('a2', 1, '6f3ec49809972ac965830d506ce2c352', '{"episode_id": "a2", "number": 1, "passages": [{"segment": {"id": "s1", "text": "Giá vàng tăng 5%.", "kind": "paragraph", "block": 1, "ending": "paragraph", "tail": " "}, "utterance": {"segment_id": "s1", "spoken": "giá vàng tăng năm phần trăm", "trace": [{"rule": "amount", "written": "5%", "spoken": "năm phần trăm", "begin": 14, "end": 16, "confidence": 1.0}], "warnings": [{"code": "ambiguous-unit", "written": "5%", "begin": 14, "end": 16, "reason": "Có thể.", "alternatives": ["năm"]}], "foreign": [], "overridden": false}, "clip_key": "k1", "span": {"segment_id": "s1", "begin": 0, "end": 9}, "spec": {"voice": {"engine": "silence", "name": "im", "label": "Im"}, "engine_version": "1", "rate": 1.0, "pitch": 1.0, "gain_db": 0.0, "mastering_version": 1, "format": {"sample_rate": 24000, "bitrate_kbps": 64}, "comma_pause": 120}, "lead": 1200, "trail": 600, "opening": null, "closing": null, "frames_sha256": "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}], "spec": {"voice": {"engine": "silence", "name": "im", "label": "Im"}, "engine_version": "1", "rate": 1.0, "pitch": 1.0, "gain_db": 0.0, "mastering_version": 1, "format": {"sample_rate": 24000, "bitrate_kbps": 64}, "comma_pause": 120}, "recipe": "recipe 1", "enclosure": {"name": "a2/000000000001.mp3", "length": 1001, "type": "audio/mpeg", "duration": 1500, "sha256": "1111111111111111111111111111111111111111111111111111111111111111"}, "loudness_lufs": -16.0, "true_peak_dbtp": -2.0, "created": "2026-01-02T03:04:05.678901+00:00", "fallback_reason": "Google không trả lời."}', 1, 'a2/000000000001.mp3', 1001, '1111111111111111111111111111111111111111111111111111111111111111', NULL);
INSERT INTO channels (name, guid) VALUES
  ('main', '9b024349-ccf0-5f69-a609-6b82873eab3c');
INSERT INTO overrides (id, article_id, segment_id, printed, spoken, author, created, removed) VALUES
  (1, 'a1', 's1', 'Câu một.', 'câu thứ nhất', 'Biên tập viên', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00');
INSERT INTO overrides (id, article_id, segment_id, printed, spoken, author, created, removed) VALUES
  (2, 'a1', 's1', 'Câu đã sửa “Đắk Lắk”.', 'câu đã sửa Đắc Lắc', 'Biên tập viên', '2026-01-03T03:04:05.000000+00:00', NULL);
INSERT INTO lexicon (id, content) VALUES
  ('global-None-UBND-ủy ban nhân dân', '{"id": "global-None-UBND-ủy ban nhân dân", "grapheme": "UBND", "alias": "ủy ban nhân dân", "scope": "global", "scope_value": null, "is_pattern": false, "whole_word": true, "case_sensitive": true, "say_as": "alias", "note": "", "created": "2026-11-23T09:00:00+00:00"}');
INSERT INTO lexicon (id, content) VALUES
  ('section-Sức khỏe-WHO-Tổ chức Y t', '{"id": "section-Sức khỏe-WHO-Tổ chức Y t", "grapheme": "WHO", "alias": "Tổ chức Y tế Thế giới", "scope": "section", "scope_value": "Sức khỏe", "is_pattern": false, "whole_word": true, "case_sensitive": true, "say_as": "alias", "note": "", "created": "2026-11-23T09:00:00+00:00"}');
INSERT INTO tokens (digest, label, created, revoked, expires, last_used) VALUES
  ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'toà soạn', '2026-01-02T03:04:05.678901+00:00', NULL, NULL, '2026-01-03T03:04:05.000000+00:00');
INSERT INTO tokens (digest, label, created, revoked, expires, last_used) VALUES
  ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'máy cũ', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', '2026-01-03T03:04:05.000000+00:00', NULL);
INSERT INTO sign_ins (digest, created, expires, redeemed) VALUES
  ('cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', NULL);
INSERT INTO audit (id, at, action, subject, who, detail) VALUES
  (1, '2026-01-02T03:04:05.678901+00:00', 'publish', 'bai-1', 'an', 'lần đầu');
INSERT INTO sounds (digest, content) VALUES
  ('dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', X'5249464600FF');
INSERT INTO recordings (id, article_id, segment_id, printed, digest, name, author, created, removed) VALUES
  (1, 'a1', 's1', 'Câu một.', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 'cau-mot.wav', 'Biên tập viên', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00');
INSERT INTO recordings (id, article_id, segment_id, printed, digest, name, author, created, removed) VALUES
  (2, 'a2', 's1', 'Giá vàng tăng 5%.', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 'giá vàng.wav', 'Bình', '2026-01-02T03:04:05.678901+00:00', NULL);
INSERT INTO sessions (id, digest, editor, agent, created, last_seen, expires, ended) VALUES
  (1, 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', 'An', 'Firefox', '2026-01-02T03:04:05.678901+00:00', '2026-01-03T03:04:05.000000+00:00', '2027-01-01T00:00:00.000000+00:00', NULL);
INSERT INTO facts (name, content) VALUES
  ('round', 'a1');
INSERT INTO wishes (article_id, asked, attempts, next_try, is_given_up, error, message, message_en) VALUES
  ('a3', '2026-01-03T03:04:05.000000+00:00', 2, '2026-01-04T00:00:00.000000+00:00', 0, 'SynthesisError', 'Google không trả lời.', 'Google does not answer.');
INSERT INTO clip_uses (episode_id, key) VALUES
  ('a1', 'k1');
INSERT INTO clip_uses (episode_id, key) VALUES
  ('a2', 'k1');
INSERT INTO clip_uses (episode_id, key) VALUES
  ('a2', 'k2');
INSERT INTO feed_items (episode_id, form, bare_length, notes_length, bare, full) VALUES
  ('a2', 'ffffffffffffffffffffffffffffffff', 7, 5, '<item/>', '<item>ữ</item>');

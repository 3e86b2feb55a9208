import SafeText
import Testing

@Suite struct `Safe text` {
  @Test func `contains no scalar that controls, reorders or hides in a line`() {
    for value: UInt32 in [
      0, 7, 0x1B, 0x7F, 0x9B, 0x61C, 0x200B, 0x200E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xE000, 0xFFFF,
    ] {
      #expect(Unicode.Scalar(value)?.isSafe == false, "\(value)")
    }
    #expect(sanitized("a\u{1B}[2J\r\nb") == "a�[2J�\nb")
    #expect(sanitizedExcerpt("a\nb") == "a�b")
  }

  @Test func `keeps letters, combining marks and emoji`() {
    for text in ["λ‖∇f‖", "e\u{301}", "👩‍👩‍👧", "日本", "co\u{AD}op"] {
      #expect(sanitized(text) == text)
    }
  }

  @Test func `is cut with an ellipsis`() {
    #expect(sanitizedExcerpt("abcdef", limit: 4) == "abc…")
    #expect(sanitizedExcerpt("abcd", limit: 4) == "abcd")
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func `has the base64 of RFC 4648`(text: String, expected: String) {
    #expect(base64(Array(text.utf8)) == expected)
    #expect(base64Decoded(expected.utf8) == Array(text.utf8))
    #expect(base64Decoded(expected.utf8.filter { $0 != UInt8(ascii: "=") }) == Array(text.utf8))
  }

  @Test func `is decoded from base64 only if each character is a digit`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(base64Decoded(base64(bytes).utf8) == bytes)
    for text in ["Z", "Zg=a", "Zm 9", "Zm-v"] {
      #expect(base64Decoded(text.utf8) == nil, "\(text)")
    }
  }
}

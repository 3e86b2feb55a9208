/// Returns the time in which a text is read, in seconds: 200 words per minute, at least 3 s.
func readingTime(of text: String) -> Double {
  let words = text.split { $0 == " " || $0 == "\n" }.count
  return max(3, Double(words) * 60 / 200)
}

import Interface

/// Returns the key sequences of the terminal's terminfo entry.
///
/// Only sequences that start with an escape: single control characters keep their own meaning.
func terminfoKeys() -> [[UInt8]: Key] {
  var named: [(String, Key)] = [
    ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kLFT", .shiftLeft),
    ("kRIT", .shiftRight), ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
    ("kdch1", .delete), ("kbs", .backspace), ("kcbt", .backTab), ("kent", .enter),
  ]
  named += (1...12).map { ("kf\($0)", .function($0)) }
  var keys: [[UInt8]: Key] = [:]
  for (name, key) in named {
    if let sequence = terminfoString(name), sequence.first == escape, sequence.count > 1 {
      keys[sequence] = key
    }
  }
  return keys
}

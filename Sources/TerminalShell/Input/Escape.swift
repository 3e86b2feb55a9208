/// The escape character.
let escape: UInt8 = 0x1B

/// The sequence that ends a control string, also one that was cut in the middle.
let stringTerminator: [UInt8] = [escape, UInt8(ascii: "\\")]

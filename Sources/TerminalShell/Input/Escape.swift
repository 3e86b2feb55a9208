/// The escape character.
let escape: UInt8 = 0x1B

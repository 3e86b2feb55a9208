/// How the terminal shows maps and reliefs.
public enum GraphicsChoice: String, Sendable, CaseIterable {
  /// As pixels under the text if the terminal is known to support them, otherwise as cells.
  case auto
  /// As pixels by kitty's protocol if the terminal, or the one around tmux, supports the protocol.
  case kitty
  /// As pixels by the sixel protocol, while nothing moves.
  case sixel
  /// As cells.
  case cells
}

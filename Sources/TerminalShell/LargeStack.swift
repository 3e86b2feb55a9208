import CNcurses

/// Calls `body` with a stack that suffices for the deepest permitted formula.
///
/// A small limit of the stack, as `ulimit -s 64` sets, then has no effect.
public func runWithLargeStack(_ body: @convention(c) () -> Void) { stack_run(8 << 20, body) }

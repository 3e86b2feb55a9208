import CNcurses

/// Calls `body` with a stack that suffices for the deepest permitted formula.
///
/// A small limit of the stack, as `ulimit -s 64` sets, then has no effect.
public func runWithLargeStack(_ body: @convention(c) () -> Void) { stack_run(8 << 20, body) }

/// Makes all threads allocate from one arena; call before the first thread starts.
///
/// By default glibc gives each of several threads an arena of its own. The memory that a background
/// thread frees stays in its arena, so that the process grows with each arena that has held a long
/// recording.
public func shareMemoryArena() { memory_share_arena() }

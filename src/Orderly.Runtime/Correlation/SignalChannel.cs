using Orderly.Engine.Ids;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Correlation;

/// <summary>
/// Signals travel as messages of a reserved name without a key. Each subscription counts as a process of its own, so that
/// every one is told once, where a message is given to a process once.
/// </summary>
internal static class SignalChannel
{
    private const string Prefix = "~signal:";

    /// <summary>How long the matcher has to tell everyone. Who comes later is not told, however long this is.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(1);

    public static string NameOf(string signal) => Prefix + signal;

    /// <summary>What stands for the process in the rows of a signal subscription.</summary>
    public static string ProcessOf(SubscriptionId subscription) => $"{Prefix}{subscription}";

    /// <summary>Whether the one who waits began after the signal was thrown. Both ids begin with milliseconds.</summary>
    public static bool IsTooLate(MessageRow message, SubscriptionRow waiting) =>
        waiting.Instance is not null && waiting.Name.StartsWith(Prefix, StringComparison.Ordinal) && Milliseconds(waiting.Id) > Milliseconds(message.Id);

    private static long Milliseconds(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
    }
}

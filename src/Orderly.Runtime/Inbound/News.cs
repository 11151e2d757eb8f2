using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Runtime.Inbound;

/// <summary>
/// Whether what a message tells is news. A case keeps the answer of the last message it was told as a variable: since when it
/// acts on old tidings, or null. What such a case asks of the outside by itself waits for a person.
/// </summary>
internal static class News
{
    public const string StaleVariable = "staleSince";

    public static bool IsStale(ProcessMessage message, DateTimeOffset now) => message.UsefulFor is { } useful && now - message.OccurredAt >= useful;

    /// <summary>The message's variables with the answer; those of a message that never grows old are left as they are.</summary>
    public static FeelContext Mark(ProcessMessage message, FeelContext variables, DateTimeOffset now) => message.UsefulFor is null
        ? variables
        : variables.With(StaleVariable, IsStale(message, now) ? FeelValue.Of(now) : FeelNull.Instance);

    public static string Remark(ProcessMessage message, DateTimeOffset now) =>
        $"Expected within {message.UsefulFor!.Value.TotalMinutes:0} minutes, but it was told {(now - message.OccurredAt).TotalMinutes:0} minutes after it happened: {message.Name} moves its case on, and nothing leaves without a person's word";

    /// <summary>Why a call that the case makes by itself waits for a person; null when it does not.</summary>
    public static string? Objection(InstanceState state) =>
        state.Variables is { } variables && variables.TryGet(StaleVariable, out var since) && !since.IsNull
            ? $"Expected to act on news, but the case was told late, at {since}: nothing is sent until a person says so"
            : null;
}

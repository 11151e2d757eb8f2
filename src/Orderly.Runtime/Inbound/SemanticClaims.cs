using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Inbound;

/// <summary>
/// One key for what an event says: encounter, type, time and content. A second message that says it again, under whatever control
/// id and from whatever node, loses the key. Another content at the same time is another fact.
/// </summary>
internal static class SemanticClaims
{
    private const string Scope = "event";

    /// <summary>As long as inbound keys are remembered: longer than any sender repeats itself.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(35);

    public static CommandKey Of(InboxRow row, PatientFlowEvent happened, DateTimeOffset now)
    {
        var said = Said(happened);
        return new CommandKey(Scope, Key(happened, said), said, row.Id, Mark(said), Micros.From(now), Micros.From(now + Lifetime));
    }

    /// <summary>Stored with the key, so that a message of several events learns which of them was told before.</summary>
    public static bool IsFor(CommandKey claim, long mark) => claim.Seq == mark;

    private static long Mark(byte[] said) => BinaryPrimitives.ReadInt64BigEndian(said) & long.MaxValue;

    // What happens about now stands together, so that a commit of many events touches few pages of a table that holds weeks of them.
    private static string Key(PatientFlowEvent happened, byte[] said) =>
        $"{happened.OccurredAt.ToUnixTimeSeconds():x8}{Convert.ToHexStringLower(said.AsSpan(0, 16))}";

    private static byte[] Said(PatientFlowEvent happened)
    {
        // What differs from telling to telling, and who the patient is after a merge, is no part of what was said.
        var content = happened with
        {
            Id = Guid.Empty,
            RecordedAt = null,
            ReceivedAt = default,
            SourceSystem = "",
            SourceMessageId = "",
            Patient = null,
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{happened.SemanticKey.Length}:{happened.SemanticKey}"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(content, CanonicalJson.Default.PatientFlowEvent));
        return hash.GetHashAndReset();
    }
}

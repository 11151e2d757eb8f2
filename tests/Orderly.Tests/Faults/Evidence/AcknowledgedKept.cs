namespace Orderly.Tests.Faults.Evidence;

/// <summary>I1: each message that was answered AA is stored once with its bytes, and was mapped, ignored by rule, or put aside with a reason.</summary>
internal static class AcknowledgedKept
{
    private const int Mapped = 1, Quarantined = 3, Ignored = 4;

    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        var stored = evidence.Inbox.ToLookup(row => (row.ControlId, row.Hash));
        foreach (var message in evidence.Acknowledged.DistinctBy(message => (message.ControlId, message.Hash)))
        {
            if (!message.IsAccepted)
            {
                yield return $"Expected {message.ControlId} to be answered AA, but it was answered {message.Code}";
                continue;
            }
            var rows = stored[(message.ControlId, message.Hash)].ToList();
            if (rows.Count != 1)
                yield return $"Expected {message.ControlId} once in the inbox, but it is there {rows.Count} times";
            else if (rows[0] is not ({ State: Mapped } or { State: Ignored } or { State: Quarantined, Reason.Length: > 0 }))
                yield return $"Expected {message.ControlId} to be mapped, ignored or quarantined with a reason, but its state is {rows[0].State} with reason '{rows[0].Reason}'";
        }

        var answered = evidence.Acknowledged.Select(message => message.ControlId).ToHashSet();
        foreach (var row in evidence.Inbox.Where(row => !answered.Contains(row.ControlId)))
            yield return $"Expected only messages that were sent, but the inbox has {row.ControlId}";
    }
}

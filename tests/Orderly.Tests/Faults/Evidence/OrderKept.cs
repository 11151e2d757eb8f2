namespace Orderly.Tests.Faults.Evidence;

/// <summary>I4: the messages of a visit have the order in which its sender, who waits for each answer, sent them.</summary>
internal static class OrderKept
{
    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        var sent = new Dictionary<string, int>();
        foreach (var message in evidence.Acknowledged) sent.TryAdd(message.ControlId, sent.Count);
        foreach (var visit in evidence.Inbox.Where(row => sent.ContainsKey(row.ControlId)).GroupBy(row => row.OrderKey))
        {
            var arrived = visit.OrderBy(row => row.Ordinal).Select(row => row.ControlId).ToList();
            var asSent = arrived.OrderBy(id => sent[id]).ToList();
            if (!arrived.SequenceEqual(asSent))
                yield return $"Expected {string.Join(", ", asSent)} for {visit.Key}, but the inbox has {string.Join(", ", arrived)}";
        }
    }
}

using System.Collections.Concurrent;
using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.X12.Structure;

/// <summary>Which table a transaction set is read by.</summary>
internal static class Implementations
{
    private static readonly ConcurrentDictionary<string, LoopDefinition> Tables = new();

    /// <summary>The structure of a set; null when its implementation is not supported.</summary>
    public static LoopDefinition? Find(X12TransactionSet set) => TableName(set) is { } name ? Tables.GetOrAdd(name, LoopTable.Read) : null;

    private static string? TableName(X12TransactionSet set) => (set.Id, set.Convention.Length >= 10 ? set.Convention[..10] : set.Convention) switch
    {
        ("270", "005010X279") => "270",
        ("271", "005010X279") => "271",
        ("275", "005010X210") => "275",
        ("276", "005010X212") => "276",
        ("277", "005010X212") => "277",
        ("277", "005010X214") => "277CA",
        // The beginning says which of the two it is: 11 is a response, all else asks.
        ("278", "005010X217") => set.SegmentCount > 1 && set.Segment(1).Text(2) == "11" ? "278-response" : "278-request",
        ("835", "005010X221") => "835",
        ("837", "005010X222") => "837P",
        ("837", "005010X223") => "837I",
        ("999", "005010X231") => "999",
        _ => null,
    };
}

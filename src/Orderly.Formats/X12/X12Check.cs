using Orderly.Formats.X12.Claims;
using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12;

/// <summary>Reads a file as deeply as the product ever will: envelopes, loops, elements, and the balance of remittances.</summary>
public static class X12Check
{
    public static X12File File(ReadOnlyMemory<byte> bytes, X12Limits? limits = null)
    {
        limits ??= X12Limits.Default;
        var file = X12File.Parse(bytes, limits);
        foreach (var interchange in file.Interchanges)
            foreach (var group in interchange.Groups)
                foreach (var set in group.TransactionSets)
                    Set(set, limits);
        return file;
    }

    /// <summary>True when the file, put together from its parts, equals what was read.</summary>
    public static bool IsByteExact(X12File file) => file.Rebuild().AsSpan().SequenceEqual(file.Bytes.Span);

    private static void Set(X12TransactionSet set, X12Limits limits)
    {
        if (Implementations.Find(set) is not { } definition)
        {
            if (set.Group.Issues.Count == 0 && set.Issues.Count == 0)
                set.Refuse(FunctionalGroups.Holds(set.Group.FunctionalId, set.Id) ? "I6" : "1", set.Segment(0).Offset, "Expected a transaction set and an implementation that are supported, but it is another.");
            return;
        }
        StructureReader.Read(set, definition, limits.MaxErrorsPerSet);
        if (set.Id == "835" && set.ErrorList.Count == 0) RemittanceBalance.Check(set);
    }
}

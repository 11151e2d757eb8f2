using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Write;

namespace Orderly.Runtime.Access;

/// <summary>Who looked at whose data, and who asked what of a case. Screens and the API write here before they show.</summary>
public sealed class AccessRecord
{
    private readonly BatchWriter writer;

    internal AccessRecord(BatchWriter writer) => this.writer = writer;

    /// <summary>Ends only after the look is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be recorded, so nothing may be shown.</exception>
    public Task Write(AddAccess look) => Keep([look]);

    /// <summary>Ends only after all of it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be recorded, so nothing may be answered.</exception>
    public Task Write(IReadOnlyList<AddAudit> asked) => Keep([.. asked]);

    private async Task Keep(IReadOnlyList<Change> changes)
    {
        var outcome = await writer.Write(new Append { Changes = changes });
        if (outcome is not Committed)
            throw new StoreUnavailableException($"Expected the look to be recorded, but it was {outcome.GetType().Name}");
    }
}

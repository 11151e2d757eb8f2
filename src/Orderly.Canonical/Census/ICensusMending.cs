using Orderly.Canonical.Organisation;

namespace Orderly.Canonical.Census;

/// <summary>
/// Port to whoever can tell the differences as the EHR's own feed would have: each becomes a message in the inbox, kept as evidence
/// and mapped by the same routes, and never taken for news.
/// </summary>
public interface ICensusMending
{
    /// <returns>How many differences were told and stored.</returns>
    Task<int> MendAsync(Facility facility, IReadOnlyList<CensusDifference> differences, DateTimeOffset asOf, CancellationToken cancellation);
}

using Orderly.Web.Security;

namespace Orderly.Web.Sources;

/// <summary>Names for a screen, with the look on record before they are shown.</summary>
internal sealed class NamedPatients(Patients patients, Looks looks)
{
    /// <exception cref="Journal.StoreUnavailableException">The look could not be recorded, so nothing may be shown.</exception>
    public async ValueTask<PatientNames> Of(Viewer viewer, string view, IReadOnlyCollection<Guid> tokens, CancellationToken cancel)
    {
        var names = await patients.Of(viewer, tokens, cancel);
        await looks.Record(viewer.Id, view, tokens, cancel);
        return names;
    }
}

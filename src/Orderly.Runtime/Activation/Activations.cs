using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Activation;

/// <summary>
/// Turns a site or a unit to listening only, and back. Listening touches no case: tasks are made, done and timed as ever, and
/// what would leave is written and not sent. It holds from the commit on; another node of the store follows within a round of its
/// membership.
/// </summary>
public sealed class Activations
{
    private readonly IStore store;
    private readonly Func<OwnerContext> context;
    private readonly SealedMode sealedMode;
    private volatile ListeningPlaces places;

    internal Activations(IStore store, SealedMode sealedMode, Func<OwnerContext> context)
    {
        (this.store, this.sealedMode, this.context) = (store, sealedMode, context);
        places = new ListeningPlaces(sealedMode, []);
    }

    internal ListeningPlaces Places => places;

    /// <summary>Waits until nothing that was under way for a place is still going out. Set by the node.</summary>
    internal Func<Func<EffectRow, bool>, Task> Settled { get; set; } = _ => Task.CompletedTask;

    /// <summary>Sealed by the configuration: no word here opens it.</summary>
    public bool IsSealedForGood(short facility, string unit) => sealedMode.Covers(facility, unit);

    /// <summary>Whether what would leave for a place is kept back now.</summary>
    /// <param name="unit">Empty for the whole site.</param>
    public bool ListensAt(short facility, string unit) => IsSealedForGood(facility, unit) || places.Listens(facility, unit.Length == 0 ? null : unit);

    /// <returns>Null when a caller may say it of a place of the site, otherwise why not.</returns>
    public string? Objection(short facility, bool listens, Caller by)
    {
        var owners = context();
        return owners.Grants.Objection(owners.World.Now.Organisation, by, listens ? Deed.Deactivate : Deed.Activate, new Place(facility, null, "", default), owners.Clock.Now());
    }

    /// <param name="unit">Empty for the whole site.</param>
    /// <param name="reason">Kept on record.</param>
    /// <returns>Accepted only when it holds: a place that listens sends nothing any more after it.</returns>
    public async Task<Reply> SetAsync(short facility, string unit, bool listens, string reason, Terms terms)
    {
        var owners = context();
        var now = owners.Clock.Now();
        var organisation = owners.World.Now.Organisation;
        if (organisation.Facilities.All(one => one.Id != facility)) return new Reply.NotFound($"Expected a facility of the organisation, but {facility} is none");
        if (unit.Length > 0 && organisation.Units.All(one => one.Code != unit || one.Facility != facility)) return new Reply.NotFound($"Expected a unit of facility {facility}, but '{unit}' is none");
        if (string.IsNullOrWhiteSpace(reason)) return new Reply.Rejected("ReasonMissing", "Expected a reason, which is kept on record, but there is none");
        if (Objection(facility, listens, terms.By) is { } denied) return new Reply.Denied(denied);
        if (!listens && IsSealedForGood(facility, unit)) return new Reply.Rejected("SealedByConfiguration", "Expected a place that may act, but the configuration seals it");

        var row = new ActivationRow(facility, unit, listens, Micros.From(now), terms.By.Id, reason.Trim());
        var outcome = await owners.Writer.Write(new Append
        {
            Changes = [new PutActivation(row), new AddAudit(Micros.From(now), terms.By.Id, (listens ? Deed.Deactivate : Deed.Activate).ToString(), $"activation/{facility}/{unit}")],
        });
        if (outcome is not Committed) return new Reply.Unavailable($"Expected a commit, but it was {outcome.GetType().Name}");
        await CatchUp();
        if (listens) await Settled(places.Covers);
        return new Reply.Accepted(Guid.Empty, 0);
    }

    internal async Task CatchUp() => places = new ListeningPlaces(sealedMode, await store.Settings.Activations());
}

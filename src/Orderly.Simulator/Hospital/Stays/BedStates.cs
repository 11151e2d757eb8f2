using Orderly.Canonical.Organisation;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>Which bed holds whom, and which are to be cleaned. A bed holds one patient, or the model is wrong and stops.</summary>
internal sealed class BedStates
{
    private readonly Dictionary<Bed, Stay> occupied = [];
    private readonly HashSet<Bed> dirty = [];
    private readonly IReadOnlyList<Bed> all;

    public BedStates(IReadOnlyList<Bed> beds) => all = beds;

    public IReadOnlyList<Bed> All => all;

    public int Occupied => occupied.Count;

    public bool IsFree(Bed bed) => !occupied.ContainsKey(bed) && !dirty.Contains(bed);

    public bool IsOccupied(Bed bed) => occupied.ContainsKey(bed);

    public void Occupy(Bed bed, Stay stay)
    {
        if (!occupied.TryAdd(bed, stay))
            throw new InvalidOperationException($"Expected bed {bed.Unit}-{bed.Room}-{bed.Code} to be empty, but {occupied[bed].Patient.Visit} lies in it");
        dirty.Remove(bed);
    }

    public void Leave(Bed bed)
    {
        if (occupied.Remove(bed))
            dirty.Add(bed);
    }

    public bool IsDirty(Bed bed) => dirty.Contains(bed);

    /// <summary>False when someone lies in it again, or it was cleaned before.</summary>
    public bool Clean(Bed bed) => dirty.Remove(bed);

    /// <summary>A clean empty bed of the facility, of the units asked for if there is one.</summary>
    public Bed? Find(Facility facility, Func<Bed, bool> preferred, Random draw)
    {
        var free = all.Where(bed => bed.Facility == facility.Id && IsFree(bed)).ToList();
        var best = free.FindAll(bed => preferred(bed));
        var choice = best.Count > 0 ? best : free;
        return choice.Count == 0 ? null : choice[draw.Next(choice.Count)];
    }

    /// <summary>Where a patient comes back to whose bed is gone: a clean bed, or else one that nobody lies in.</summary>
    public Bed? FindAny(Facility facility, Random draw) =>
        Find(facility, _ => true, draw) ?? all.FirstOrDefault(bed => bed.Facility == facility.Id && !occupied.ContainsKey(bed));

    public IEnumerable<Stay> Patients => all.Where(occupied.ContainsKey).Select(bed => occupied[bed]);
}

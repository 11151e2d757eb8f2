namespace Orderly.Web.Activation;

public sealed record ActivationView(IReadOnlyList<ActivationSite> Sites)
{
    public string? Done { get; init; }

    public string? Refusal { get; init; }
}

public sealed record ActivationSite(ActivationLine Site, IReadOnlyList<ActivationLine> Units);

/// <summary>A site or a unit: whether it acts, since when, on whose word, and what was kept back.</summary>
/// <param name="Unit">Empty for the site as a whole.</param>
public sealed record ActivationLine(short Facility, string Unit, string Name, bool Listens)
{
    /// <summary>"Since 08:10, Wale Adeyemi: pilot of the week"; by its site's word, by the configuration.</summary>
    public required string Word { get; init; }

    public int OpenTasks { get; init; }

    public long KeptBack { get; init; }

    /// <summary>The configuration seals it: no word here opens it.</summary>
    public bool IsSealed { get; init; }

    public bool MayChange { get; init; }

    public string Key => $"{Facility}|{Unit}";
}

namespace Orderly.Web.Layout;

/// <summary>What surrounds every page: who is looking, the hospital's time, and what the page wants to hear of.</summary>
public sealed record ShellView
{
    public required string Title { get; init; }

    /// <summary>The page's address in the top bar ("/worklist"); null marks none.</summary>
    public string? Place { get; init; }

    /// <summary>Null before sign-in.</summary>
    public ViewerView? Viewer { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Name of the place the person works at, shown beside the clock.</summary>
    public string? Facility { get; init; }

    /// <summary>"queue:3", "instance:0197…", "inbox", or "all": what changes bring the page up to date.</summary>
    public IReadOnlyList<string> Watch { get; init; } = [];

    /// <summary>Addresses of the style sheet, the script and the worker; the last two are null when no client was built.</summary>
    public required string Style { get; init; }

    public string? Script { get; init; }

    public string? Worker { get; init; }

    public string? Favicon { get; init; }
}

/// <summary>The person behind the screen, as the top bar names them.</summary>
public sealed record ViewerView(string Name, string Roles, IReadOnlyList<PlaceLink> Places)
{
    public string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(word => char.IsLetter(word[0]) && !word.EndsWith('.'))
        .Select(word => char.ToUpperInvariant(word[0]))
        .Take(2));
}

/// <param name="Told">How much late work the person is told of there.</param>
public sealed record PlaceLink(string Address, string Name, int Told = 0);

using Orderly.Web.Security;
using Orderly.Web.Security.Authentication;

namespace Orderly.Web;

/// <summary>How the pages and the API are served.</summary>
public sealed class OrderlyWebOptions
{
    /// <summary>
    /// People of the organisation may be signed in as without any proof. For demonstrations with invented data on loopback
    /// only; refused at start together with <see cref="RequireHttps"/>.
    /// </summary>
    public bool Demo { get; set; }

    /// <summary>Cookies are sent over https alone and carry the <c>__Host-</c> prefix. Off only for a listener on loopback.</summary>
    public bool RequireHttps { get; set; } = true;

    /// <summary>A session ends after this long without a hand on it. What pages fetch by themselves does not count.</summary>
    public TimeSpan IdleSignOut { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Where the keys that protect cookies are kept; null keeps them in memory, and a restart signs everyone out.</summary>
    public string? KeyDirectory { get; set; }

    /// <summary>Programs that may call the API.</summary>
    public IReadOnlyList<ApiClient> Clients { get; set; } = [];

    public SightOptions Sight { get; set; } = new();

    /// <summary>Requests a second a subject may make to the API for longer than a moment.</summary>
    public int ApiRequestsPerSecond { get; set; } = 5_000;

    /// <exception cref="InvalidOperationException">Options that must not stand together, with the one to change.</exception>
    internal void Validate()
    {
        if (Demo && RequireHttps)
        {
            throw new InvalidOperationException(
                "Expected Demo to be off where RequireHttps is on, but both are on: a hospital's people sign in with their own proof. Turn Demo off, or serve on loopback with RequireHttps off.");
        }

        if (IdleSignOut < TimeSpan.FromMinutes(1))
        {
            throw new InvalidOperationException($"Expected IdleSignOut of a minute or more, but it is {IdleSignOut}");
        }

        foreach (var client in Clients)
        {
            if (client.TokenSha256.Length != 64 || !client.TokenSha256.All(char.IsAsciiHexDigit))
            {
                throw new InvalidOperationException($"Expected Clients['{client.Id}'].TokenSha256 to be 64 hex digits, but it is not. Hash the token: printf %s TOKEN | sha256sum");
            }

            if (client.Kind == ApiClientKind.Person && string.IsNullOrEmpty(client.Person))
            {
                throw new InvalidOperationException($"Expected Clients['{client.Id}'].Person, because its kind is Person, but it is missing");
            }
        }
    }
}

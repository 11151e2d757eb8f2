using Orderly.Connectors.Configuration;
using Orderly.Web.Security.Authentication;

namespace Orderly.Hosting;

/// <summary>Programs that may call the API: <c>clients.yaml</c> beside the secrets says who; each token is a secret of its own.</summary>
internal static class ApiClients
{
    /// <summary>Shorter ones can be guessed by trying; <c>openssl rand -hex 24</c> gives 48.</summary>
    private const int TokenLength = 16;

    /// <exception cref="ConfigurationException">The file is not there or not as expected, or names a secret that is not there or too short.</exception>
    public static IReadOnlyList<ApiClient> Read(OrderlyOptions options)
    {
        if (options.Clients is not { } path) return [];
        if (!File.Exists(path)) throw new ConfigurationException([new(path, 1, "Expected the programs that may call the API, as 'clients' says, but there is no such file")]);
        return YamlFile.Read(path, File.ReadAllText(path), map => Read(map, new SecretDirectory(StoreOpening.SecretsFolder(options))));
    }

    private static List<ApiClient>? Read(YamlMap map, SecretDirectory secrets)
    {
        var clients = new List<ApiClient>();
        foreach (var item in map.Maps("clients"))
        {
            if (Client(item, secrets) is not { } client) continue;
            if (clients.Find(other => other.Id == client.Id) is not null) item.Report($"Expected each client once, but '{client.Id}' is there twice");
            else if (clients.Find(other => other.TokenSha256 == client.TokenSha256) is { } other) item.Report($"Expected a token of its own, but '{client.Id}' has the same as '{other.Id}'");
            clients.Add(client);
        }
        map.RefuseOthers();
        return map.File.HasIssues ? null : clients;
    }

    private static ApiClient? Client(YamlMap map, SecretDirectory secrets)
    {
        var id = map.RequiredText("client");
        var kind = map.Choice<ApiClientKind>("kind");
        var person = map.Text("person");
        var secret = map.RequiredText("token");
        map.RefuseOthers();
        if (kind is null) map.Report("Expected 'kind', but it is missing");
        else if (kind == ApiClientKind.Person && string.IsNullOrEmpty(person?.Value)) map.Report($"Expected 'person' of '{id.Value}' to name whom it acts for, because its kind is Person");
        else if (kind != ApiClientKind.Person && person is not null) person.Report($"Expected 'person' only with kind Person, but the kind of '{id.Value}' is {kind}");
        return Token(secret, id.Value, secrets) is { } token ? new ApiClient(id.Value, ApiClient.Hash(token), kind ?? default, person?.Value) : null;
    }

    private static string? Token(YamlText secret, string client, SecretDirectory secrets)
    {
        if (!secret.Value.StartsWith("secret:", StringComparison.Ordinal))
        {
            secret.Report($"Expected 'token' to be a reference such as secret:{client}-token, but it is a literal");
            return null;
        }
        var name = secret.Value["secret:".Length..];
        if (!secrets.Has(name))
        {
            secret.Report($"Expected the secret in the file '{name}' of the secrets folder, its name in lower case, digits and hyphens, but there is none");
            return null;
        }
        var token = secrets.Read(name);
        if (token.Length >= TokenLength) return token;
        secret.Report($"Expected a token of at least {TokenLength} characters in the secret '{name}', but it has {token.Length}");
        return null;
    }
}

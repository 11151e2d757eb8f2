using System.Security.Cryptography;
using System.Text;
using Orderly.Connectors.Configuration;
using Orderly.Web.Security.Authentication;

namespace Orderly.Hosting;

/// <summary>Programs that may call the API: <c>clients.yaml</c> beside the secrets says who; each token is a secret of its own.</summary>
internal static class ApiClients
{
    /// <exception cref="ConfigurationException">The file is not as expected, or names a secret that is not there.</exception>
    public static IReadOnlyList<ApiClient> Read(OrderlyOptions options)
    {
        if (options.Clients is not { } path) return [];
        return YamlFile.Read(path, File.ReadAllText(path), map => Read(map, StoreOpening.SecretsFolder(options)));
    }

    private static List<ApiClient>? Read(YamlMap map, string secrets)
    {
        var clients = map.Maps("clients").Select(item => Client(item, secrets)).OfType<ApiClient>().ToList();
        map.RefuseOthers();
        return map.File.HasIssues ? null : clients;
    }

    private static ApiClient? Client(YamlMap map, string secrets)
    {
        var id = map.RequiredText("client");
        var kind = map.Choice<ApiClientKind>("kind");
        var person = map.Text("person");
        var secret = map.RequiredText("token");
        map.RefuseOthers();
        if (kind is null) map.Report("Expected 'kind', but it is missing");
        if (!secret.Value.StartsWith("secret:", StringComparison.Ordinal))
        {
            secret.Report($"Expected 'token' to be a reference such as secret:{id.Value}-token, but it is a literal");
            return null;
        }
        var file = Path.Combine(secrets, secret.Value["secret:".Length..]);
        if (!File.Exists(file))
        {
            secret.Report($"Expected the secret in {file}, but there is no such file");
            return null;
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file).TrimEnd('\r', '\n'))));
        return new ApiClient(id.Value, hash, kind ?? default, person?.Value);
    }
}

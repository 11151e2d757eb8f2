using Orderly.Doctor;
using Orderly.Hosting;
using Orderly.Journal;
using Orderly.Journal.Sealing;

namespace Orderly.Tests.Doctor;

public sealed class DoctorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-doctor").FullName;

    [Fact]
    public async Task Doctor_makes_no_store_where_there_is_a_key()
    {
        var options = Options("data");
        Key(options);
        var before = Files();

        var findings = await All(options);

        Files().ShouldBe(before);
        findings.ShouldContain(finding => finding.Subject == "embedded store" && finding.Verdict == Verdict.Worth && finding.Found == "there is none yet");
    }

    [Fact]
    public async Task Doctor_makes_no_data_folder()
    {
        var options = Options(Path.Combine("not", "there"));

        var findings = await All(options);

        Directory.Exists(Path.Combine(folder, "not")).ShouldBeFalse();
        findings.ShouldContain(finding => finding.Subject == "data folder" && finding.Verdict == Verdict.Worth);
        findings.ShouldContain(finding => finding.Subject == "disk flush" && finding.Verdict != Verdict.Bad);
    }

    [Fact]
    public async Task Doctor_looks_at_a_store_without_changing_a_byte_and_says_when_the_key_is_not_its_own()
    {
        var options = Options("data");
        var key = Key(options);
        await using (await StoreOpening.Open(options, key, TestContext.Current.CancellationToken))
        {
        }
        var before = Files();

        (await All(options)).ShouldContain(finding => finding.Subject == "embedded store" && finding.Verdict == Verdict.Good && finding.Found.Contains("era 1"));

        Files().ShouldBe(before);
        File.Delete(Path.Combine(options.Secrets!, StoreOpening.KeySecret));
        Key(options);
        (await All(options)).ShouldContain(finding => finding.Subject == "embedded store" && finding.Verdict == Verdict.Bad && finding.Found.Contains("does not open seal key"));
    }

    [Fact]
    public async Task Doctor_leaves_a_store_in_use_alone()
    {
        var options = Options("data");
        var key = Key(options);
        await using var store = await StoreOpening.Open(options, key, TestContext.Current.CancellationToken);

        (await All(options)).ShouldContain(finding => finding.Subject == "embedded store" && finding.Verdict == Verdict.Bad && finding.Found.Contains("has it open"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private OrderlyOptions Options(string data) => new() { Data = Path.Combine(folder, data), Secrets = Path.Combine(folder, "secrets") };

    private static KeyEncryptionKey Key(OrderlyOptions options)
    {
        Directory.CreateDirectory(options.Secrets!);
        return KeyEncryptionKey.Create(Path.Combine(options.Secrets!, StoreOpening.KeySecret));
    }

    private static async Task<List<Finding>> All(OrderlyOptions options)
    {
        var findings = MachineChecks.All(options).ToList();
        await foreach (var finding in StoreChecks.All(options, TestContext.Current.CancellationToken)) findings.Add(finding);
        return findings;
    }

    /// <summary>Every file with its bytes.</summary>
    private List<string> Files() => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}" : path)];
}

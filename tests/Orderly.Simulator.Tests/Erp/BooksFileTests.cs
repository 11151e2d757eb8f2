using Orderly.Simulator.Erp;

namespace Orderly.Simulator.Tests.Erp;

public sealed class BooksFileTests : IDisposable
{
    private const string Cost = """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":64.00,"currency":"USD"}}""";
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Restarted_sandbox_knows_its_keys_its_numbers_and_what_was_reversed()
    {
        await using (var erp = await Start())
        using (var client = new ErpClient(erp))
        {
            await client.BookAsync("PostCost", "k-1", Cost);
            await client.BookAsync("ReverseCost", "k-2", """{"reverses":"k-1"}""");
        }

        await using var again = await Start();
        using var second = new ErpClient(again);
        (await second.BookAsync("PostCost", "k-1", Cost)).Number.ShouldBe("CP-000001");
        (await second.BookAsync("PostCost", "k-3", Cost)).Number.ShouldBe("CP-000002");
        using var twice = await second.PostAsync("ReverseCost", "k-4", """{"reverses":"k-1"}""");
        twice.StatusCode.ShouldBe(System.Net.HttpStatusCode.Conflict);
        again.Totals.ByCostCentre["5W-4410"].ShouldBe(64m);
    }

    [Fact]
    public async Task Line_cut_short_by_a_crash_is_dropped_and_its_key_books_anew()
    {
        await using (var erp = await Start())
        using (var client = new ErpClient(erp))
        {
            await client.BookAsync("PostCost", "k-1", Cost);
            await client.BookAsync("PostCost", "k-2", Cost);
        }
        var bytes = await File.ReadAllBytesAsync(Path);
        await File.WriteAllBytesAsync(Path, bytes[..^20]);

        await using var again = await Start();
        again.Documents.Select(d => d.Key).ShouldBe(["k-1"]);
        using var second = new ErpClient(again);
        (await second.BookAsync("PostCost", "k-2", Cost)).Number.ShouldBe("CP-000002");
    }

    private string Path => scratch.File("books.ndjson");

    private Task<ErpSandbox> Start() => ErpSandbox.StartAsync(new ErpSandboxOptions { Token = ErpClient.Token, BooksPath = Path });
}

using System.Diagnostics;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Operations;

/// <summary>The program as it is started by a person who mistyped something.</summary>
public sealed class StartMistakesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_mistakes_of_all_sections_come_at_once_before_the_database_is_touched()
    {
        var (exitCode, errors) = await StartAsync(
            ("Streams__RingSeconds", "1"), ("Streams__StallSeconds", "soon"), ("Streams__Demo", "maybe"), ("Streams__RingDirectory", "/dev/null/ring"),
            ("Recordings__Root", "/dev/null/recordings"),
            ("Accounts__FirstAdmin__Email", "root"), ("Accounts__FirstAdmin__Password", "hunter2"),
            ("Database__Provider", "oracle"), ("BlazorMedia__KeyRingKey", "a2V5"));

        exitCode.ShouldBe(1);
        errors.ShouldContain("- Streams__RingSeconds is 1. It must be 12 to 3600.");
        errors.ShouldContain("- Streams__StallSeconds is 'soon'. It must be a whole number.");
        errors.ShouldContain("- Streams__Demo is 'maybe'. It must be true or false.");
        foreach (var key in (string[])["Streams__RingDirectory", "Recordings__Root", "Accounts__FirstAdmin__Email", "Accounts__FirstAdmin__Password", "Database__Provider", "BlazorMedia__KeyRingKey"])
            errors.ShouldContain($"- {key} ");
        errors.ShouldNotContain("   at ");
        errors.ShouldNotContain("hunter2");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Postgres_without_a_connection_is_told_by_its_key()
    {
        var (exitCode, errors) = await StartAsync(("Database__Provider", "postgres"));

        exitCode.ShouldBe(1);
        errors.ShouldContain("- ConnectionStrings__Default must be set when Database__Provider is 'postgres'.");
    }

    [Fact]
    public async Task A_postgres_that_does_not_answer_is_one_sentence_without_the_password()
    {
        var (exitCode, errors) = await StartAsync(("Database__Provider", "postgres"), ("ConnectionStrings__Default", "Host=127.0.0.1;Port=1;Database=media;Username=media;Password=hunter2"));

        exitCode.ShouldBe(1);
        errors.ShouldContain("- ConnectionStrings__Default: No PostgreSQL answers at 127.0.0.1:1.");
        errors.ShouldNotContain("hunter2");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_told_by_its_key()
    {
        var (exitCode, errors) = await StartAsync(("BlazorMedia__DataDirectory", "/dev/null/data"));

        exitCode.ShouldBe(1);
        errors.ShouldContain("- BlazorMedia__DataDirectory names a folder that cannot be made or written");
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_or_the_same_port_is_told_what_to_do()
    {
        await using var first = await AppProcess.StartAsync();

        var sameData = await StartAsync(("BlazorMedia__DataDirectory", first.DataDirectory));
        var samePort = await StartAsync(("urls", first.Client.BaseAddress!.ToString()));

        (sameData.ExitCode, samePort.ExitCode).ShouldBe((1, 1));
        sameData.Errors.ShouldContain("- Another BlazorMedia runs on");
        samePort.Errors.ShouldContain("set ASPNETCORE_URLS to another port");
    }

    [Fact]
    public async Task A_damaged_key_file_is_not_replaced_silently()
    {
        Directory.CreateDirectory(folder.File("keys"));
        await File.WriteAllTextAsync(folder.File("keys/key-ring.key"), "half a k", TestContext.Current.CancellationToken);

        var (exitCode, errors) = await StartAsync();

        exitCode.ShouldBe(1);
        errors.ShouldContain("key-ring.key must hold 32 bytes in base64. Put it back from a backup");
    }

    private async Task<(int ExitCode, string Errors)> StartAsync(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BlazorMedia.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        (start.Environment["urls"], start.Environment["BlazorMedia__DataDirectory"], start.Environment["Streams__Demo"]) = ("http://127.0.0.1:0", folder.Path, "false");
        foreach (var (key, value) in settings) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Eventually.Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        await output;
        return (process.ExitCode, await errors);
    }
}

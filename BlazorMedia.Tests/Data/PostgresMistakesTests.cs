using System.Net;
using System.Net.Sockets;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Npgsql;

namespace BlazorMedia.Tests.Data;

[OnPostgres]
public sealed class PostgresMistakesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        var sentence = await FindAsync(s => s.Password = "hunter2");

        sentence.ShouldContain("refuses the user 'blazormedia' or its password");
        sentence.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_missing_database_is_told_with_how_to_make_it() =>
        (await FindAsync(s => s.Database = "nowhere")).ShouldContain("has no database 'nowhere'. Create it first, for example with: createdb -O blazormedia nowhere");

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_with_its_place()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        (await FindAsync(s => s.Port = port)).ShouldBe($"No PostgreSQL answers at 127.0.0.1:{port}. Check Host and Port, and that it runs.");
    }

    [Fact]
    public async Task A_good_connection_is_no_mistake() =>
        (await PostgresMistakes.FindAsync(PostgresServer.Shared!.ConnectionTo("postgres"), Ct)).ShouldBeNull();

    private static async Task<string> FindAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresServer.Shared!.ConnectionTo("postgres")) { Pooling = false };
        change(settings);
        return (await PostgresMistakes.FindAsync(settings.ConnectionString, Ct)).ShouldNotBeNull();
    }
}

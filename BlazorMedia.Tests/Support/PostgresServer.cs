using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BlazorMedia.Tests.Support;

/// <summary>
/// A PostgreSQL of this test run: a cluster of its own in a temporary folder on a free port, as an unprivileged user. It ends with the
/// test process, also when that is killed, because a shell beside it waits for the end of a pipe that only this process holds open.
/// </summary>
internal sealed class PostgresServer
{
    public const string Password = "Pass w0rd;of=tests";

    private const string User = "blazormedia";

    // Nothing here outlives the run, so nothing is flushed.
    private const string Script = """
        "$1/initdb" -D "$2/data" -U "$4" -A scram-sha-256 --pwfile="$2/password" -E UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1 || exit 1
        "$1/postgres" -D "$2/data" -c listen_addresses=127.0.0.1 -c port="$3" -c unix_socket_directories= -c fsync=off -c synchronous_commit=off \
          -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB >>"$2/log" 2>&1 &
        server=$!
        read -r _
        kill -QUIT "$server"
        wait "$server"
        rm -rf "$2"
        """;

    private static readonly Lazy<PostgresServer?> Only = new(Start);

    private readonly string host;

    // Kept: as long as it lives, the pipe is open.
    private readonly Process shell;

    private PostgresServer(Process shell, int port) =>
        (this.shell, host) = (shell, string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={User};Password='{Password}';Maximum Pool Size=30"));

    /// <summary>Null where PostgreSQL is not installed.</summary>
    public static PostgresServer? Shared => Only.Value;

    /// <summary>For a database of the server, whether it exists or not.</summary>
    public string ConnectionTo(string database) => $"{host};Database={database}";

    /// <summary>A database of its own.</summary>
    /// <param name="template">What it is a copy of; null = empty.</param>
    /// <returns>Its name.</returns>
    public string Create(string? template = null)
    {
        var name = $"test_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return name;
    }

    public void Drop(string database) => Execute($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static PostgresServer? Start()
    {
        if (FindPrograms() is not { } programs) return null;
        var folder = Directory.CreateTempSubdirectory("bm-postgres-").FullName;
        File.WriteAllText(Path.Combine(folder, "password"), Password);
        var port = FreePort();
        var server = new PostgresServer(Run(programs, folder, port), port);
        server.WaitUntilItAnswers(folder);
        return server;
    }

    private static Process Run(string programs, string folder, int port)
    {
        List<string> words = ["sh", "-c", Script, "postgres", programs, folder, port.ToString(CultureInfo.InvariantCulture), User];
        if (Environment.UserName == "root")
        {
            // It refuses to run as root.
            using (var owner = Process.Start("chown", ["-R", "postgres", folder])) owner.WaitForExit();
            words.InsertRange(0, ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        return Process.Start(new ProcessStartInfo("setsid", words) { RedirectStandardInput = true, WorkingDirectory = folder })!;
    }

    private void WaitUntilItAnswers(string folder)
    {
        using var pause = new ManualResetEventSlim();
        for (var watch = Stopwatch.StartNew(); ; pause.Wait(TimeSpan.FromMilliseconds(100)))
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < Eventually.Patience && !shell.HasExited)
            {
                // it is being made
            }
            catch (NpgsqlException exception)
            {
                var log = Path.Combine(folder, "log");
                throw new InvalidOperationException($"PostgreSQL did not start:\n{(File.Exists(log) ? File.ReadAllText(log) : "")}", exception);
            }
        }
    }

    private static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

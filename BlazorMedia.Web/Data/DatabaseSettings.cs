using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorMedia.Web.Data;

/// <summary>What can be wrong with <c>Database__Provider</c> and <c>ConnectionStrings__Default</c> before anything is asked to connect.</summary>
internal static class DatabaseSettings
{
    public static IEnumerable<string> FindMistakes(IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Default");
        return (configuration["Database:Provider"] ?? "sqlite") switch
        {
            "sqlite" => OfConnection(connection, c => new SqliteConnectionStringBuilder(c), "Data Source=blazormedia.db"),
            "postgres" when string.IsNullOrWhiteSpace(connection) => ["ConnectionStrings__Default must be set when Database__Provider is 'postgres'."],
            "postgres" => OfConnection(connection, c => new NpgsqlConnectionStringBuilder(c), "Host=db;Database=blazormedia;Username=blazormedia;Password=…"),
            var other => [$"Database__Provider is '{other}'. It must be 'sqlite' or 'postgres'."],
        };
    }

    // The text itself is not repeated: it may hold a password.
    private static IEnumerable<string> OfConnection(string? connection, Func<string?, DbConnectionStringBuilder> read, string example)
    {
        try
        {
            read(connection);
            return [];
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return [$"ConnectionStrings__Default cannot be read. It must look like: {example}"];
        }
    }
}

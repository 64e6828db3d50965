using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace BlazorMedia.Web.Data.Sqlite;

/// <summary>
/// Makes Microsoft.Data.Sqlite 10 (compiled against SQLitePCLRaw 2.1.x) run on SQLitePCLRaw 2.0.6,
/// and prefers the operating system's libsqlite3 over the bundled 3.35.5.
/// </summary>
internal static class SqliteBootstrap
{
    private static int _done;

    /// <summary>Which native library answered: "system:libsqlite3.so.0" or "bundled:e_sqlite3".</summary>
    public static string NativeLibrarySource { get; private set; } = "not loaded";

#pragma warning disable CA2255 // a module initializer is what is needed here: it must run before any SQLitePCL type is bound
    [ModuleInitializer]
    internal static void Initialize() => EnsureInitialized();
#pragma warning restore CA2255

    public static void EnsureInitialized()
    {
        if (Interlocked.Exchange(ref _done, 1) != 0) return;
        AssemblyLoadContext.Default.Resolving += ResolveSqlitePcl;
        var provider = AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3"));
        NativeLibrary.SetDllImportResolver(provider, ResolveNative);
    }

    // The default binder refuses 2.0.6 for a reference to 2.1.x; handing it over from Resolving is allowed.
    private static Assembly? ResolveSqlitePcl(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is not { } simple || !simple.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal)) return null;
        foreach (var loaded in context.Assemblies)
            if (string.Equals(loaded.GetName().Name, simple, StringComparison.Ordinal)) return loaded;
        // LoadFromAssemblyName with no version binds whatever version the app's deps.json (TPA) lists.
        return name.Version is null ? null : context.LoadFromAssemblyName(new AssemblyName(simple));
    }

    private static IntPtr ResolveNative(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName != "e_sqlite3") return IntPtr.Zero;
        var wanted = Environment.GetEnvironmentVariable("BLAZORMEDIA_SQLITE_LIBRARY"); // "bundled", or a path/name
        if (wanted != "bundled")
        {
            string[] candidates = !string.IsNullOrEmpty(wanted) ? [wanted]
                : OperatingSystem.IsLinux() ? ["libsqlite3.so.0"]
                : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : [];
            foreach (var candidate in candidates)
                if (NativeLibrary.TryLoad(candidate, out var handle)) { NativeLibrarySource = "system:" + candidate; return handle; }
        }
        NativeLibrarySource = "bundled:e_sqlite3";
        return NativeLibrary.TryLoad(libraryName, assembly, searchPath, out var bundled) ? bundled : IntPtr.Zero;
    }
}

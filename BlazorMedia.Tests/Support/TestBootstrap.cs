using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using BlazorMedia.Web.Data.Sqlite;

namespace BlazorMedia.Tests.Support;

internal static class TestBootstrap
{
#pragma warning disable CA2255 // a module initializer is what is needed: the hook must stand before the first bunit type is bound
    [ModuleInitializer]
    internal static void Initialize()
    {
        // bunit 2 is compiled against AngleSharp.Diffing 1.1.1; 0.17.0 is what can be had, whose surface it uses is the same.
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name is { Name: "AngleSharp.Diffing", Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
        SqliteBootstrap.EnsureInitialized();
        // One second, bunit's own limit, is no statement about a busy machine.
        Bunit.BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(15);
    }
#pragma warning restore CA2255
}

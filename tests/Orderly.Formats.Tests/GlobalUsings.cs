global using Orderly.Formats.Hl7.V2;
global using Orderly.Formats.Mllp;
global using Orderly.Formats.X12;

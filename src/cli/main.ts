#!/usr/bin/env node
import './plain-environment.ts';
import { main } from './program.ts';

process.exitCode = await main(process.argv.slice(2));
